# The web pages' own words. What the bot says comes from handlers/locales.
# Same ids as en.ftl; no arguments, so that a page gets them as plain text.

page-html-language = zh-CN

## Chat: connection
page-loading = 正在打开…
page-connected = 已连接
page-reconnecting = 正在重连…
page-offline = 离线，消息会自动发出
page-gone = 这个链接已失效，请打开最新收到的链接
page-gone-short = 链接已失效
page-gone-why = 一个链接只能用一次，过期也会失效。加入过的手机可以直接继续；没有加入过，请发链接的人再发一个。
page-gone-open = 打开对话
page-join-title = 有人邀请您加入
page-join-why = 点下面就加入。一个链接只能用一次。
page-join = 加入
page-noscript = 这个页面需要打开 JavaScript 才能对话。

## Chat: header
page-help = 帮助
page-help-say = 帮助
page-language-switch = Switch to English
page-demo-tag = 演示

## Chat: the conversation
page-log = 对话
page-empty = 在下面写一句话就开始了
page-empty-technician = 派给你的单会出现在这里
page-empty-supervisor = 新报修会出现在这里
page-today = 今天
page-yesterday = 昨天
page-new = 新消息
page-from-bot = 派单
page-from-me = 我
page-chosen = 已选
page-closed = 不用点了
page-sign-here = 请在框里签名
page-sign-clear = 清除
page-sign-done = 确认签名
page-sign-offline = 网络断了，没有送出，请再点一次
page-sign-empty = 请先在框里签名
page-sign-noscript = 签名需要打开 JavaScript；也可以请师傅打印服务单，用笔签。
page-sticker-why = 扫了产品上的贴纸。点下面报修，马上有人处理。
page-sticker-report = 我要报修
page-code-closed = 打不开这个二维码
page-photo-open = 查看大图
page-sheet = 服务单
page-close = 关闭

## Chat: writing and sending
page-write = 写消息…
page-send = 发送
page-attach = 添加照片
page-attach-remove = 移除这张照片
page-attach-full = 一次最多 10 张照片
page-waiting = 等待发送
page-waiting-network = 等网络恢复，会自动发出
page-sending = 正在发送
page-stored = 已送达
page-refused = 没有发出，请改一下再试
page-too-big = 照片太大，没有发出
page-retry = 重试
page-remove = 删除
page-fragile = 这个浏览器不能暂存消息，发完再关闭页面

## Roles
page-role-customer = 客户
page-role-technician = 师傅
page-role-dispatcher = 调度
page-role-supervisor = 主管
page-role-manager = 经理

## Demo
page-demo-name = 派单
page-demo-name-beside = Paidan
page-demo-lead = 售后制度写在墙上没人看，放进聊天里就会自己走。三部手机都能点，时间也能拨。
page-demo-steps = 两分钟试一遍
page-demo-step-1 = 王女士报修
page-demo-step-1-more = 填好示例，按发送
page-demo-step-1-do = 填一句示例
page-demo-step-2 = 主管派单
page-demo-step-2-more = 主管手机上点一下师傅
page-demo-step-2-do = 看主管手机
page-demo-step-3 = 让时间走
page-demo-step-3-more = 没约上门会升级，两天后会回访
page-demo-step-3-do = 下一件事
page-demo-step-done = 已完成
page-demo-example = 空调开了半天不制冷，外机也不转。幸福路 8 号 2 单元 501，下午都在家。
page-demo-clock = 演示时钟
page-demo-30m = +30 分钟
page-demo-next = 下一件事
page-demo-next-none = 暂时没有到期的事
page-demo-2d = +2 天
page-demo-moving = 时间在走…
page-demo-rang = 刚才发生
page-demo-rang-hint = 时间一走，到期的提醒、升级、拟记都列在这里
page-demo-rang-none = 这段时间没有到期的事
page-demo-rang-more = 还有
page-demo-failed = 没有成功，请再试一次
page-demo-lost = 连不上服务器，正在重试…
page-demo-reset = 重新开始
page-demo-reset-ask = 重新开始演示？
page-demo-reset-why = 三部手机上的对话都会清空，时钟回到开头。
page-demo-cancel = 取消
page-demo-phones = 手机
page-demo-unread = 条未读
page-demo-open = 单独打开
page-demo-language = English

## The rulebook
page-rules = 制度
page-rules-back = ← 回到对话
page-rules-chapters = 章节
page-rules-settings = 其他约定
page-rules-source = 出处
page-rules-version = 制度版本
page-rules-staff = 制度给本公司的人看
page-rules-staff-why = 请先用您的邀请链接打开对话，再来看制度。

## The page behind a link
page-refresh = 刷新
page-nothing = 现在没有要您做的事。
page-agenda = 待办
page-say = 说一句，或者发照片
page-say-example = 例如：周六上午有人在家
page-say-example-staff = 例如：约好 明天 10:00
page-photo-send = 发送照片
page-said = 说过的话
page-private = 这个链接只给您用，请不要转发。
page-link-unknown = 没有这个链接
page-link-unknown-why = 链接可能没有复制完整。请点短信或聊天里的原链接，或者打客服电话。
page-link-ended = 这个链接已经到期
page-link-ended-why = 要看进度或者再报修，请打客服电话，或者在聊天里再发一句。
page-link-busy = 请稍等再试
page-link-busy-why = 刚才打开了太多不对的链接。过几分钟再点原来的链接，或者打客服电话。

## 微信订阅通知
subscribe-why = 两天后会问一声用得怎样，改时间也告诉您。
subscribe-button = 用微信通知我
subscribe-done = 好的，到时候微信通知您。
