# 客户、师傅、主管听到的每一句话。少说:谁、什么事、几点前、下一步点哪里。

## 词

day = { $near ->
    [today] 今天
    [tomorrow] 明天
   *[other] { $month }月{ $day }日周{ $weekday ->
        [1] 一
        [2] 二
        [3] 三
        [4] 四
        [5] 五
        [6] 六
       *[7] 日
    }
}
half-day = { $half ->
    [morning] 上午 { $clock }
    [afternoon] 下午 { $clock }
   *[evening] 晚上 { $clock }
}
product-air_conditioner = 空调
product-fridge = 冰箱
product-washer = 洗衣机
product-water_heater = 热水器
product-tv = 电视
product-range_hood = 油烟机
product-stove = 灶具
product-dishwasher = 洗碗机
product-microwave = 微波炉
product-water_purifier = 净水器
product-dryer = 烘干机
product-boiler = 壁挂炉
product-oven = 烤箱
product-other = 家电
kind-repair = 维修
kind-install = 安装
service-free = 保内免费
service-paid = 保外收费
service-check = 收不收费看了再定
stage-reported = 待派单
stage-offered = 等师傅接单
stage-accepted = 待约时间
stage-appointed = 已约好
stage-under_way = 师傅在路上
stage-on_site = 师傅在现场
stage-finished = 已完工
stage-closed = 已结单
why-unanswered = 没有回答
why-undelivered = 消息没送到
why-late = 超过时限
why-reassigned = 主管改派
suggestion = · { $technician }：{ $skill ->
    [yes] 会修
   *[no] 不擅长
}{ $area ->
    [yes] ，就在附近
   *[no] {""}
}，手上 { $load } 单{ $absent ->
    [yes] ，请假
   *[no] {""}
}{ $asked ->
    [yes] ，刚才没接
   *[no] {""}
}
checklist-item = ☐ { $wording }
deadline = 请在 { $due_at } 前
reused = 按上次的地址和电话：{ $address }，{ $phone }。不对就发新的。
place = 地点：{ $area }
detail-phone = 电话：{ $phone }
detail-address = 地址：{ $address }
detail-fault = 故障：{ $fault }
detail-model = 型号：{ $model }
detail-at_home = 在家时间：{ $at_home }
price-item = { $label } { $item_fen } 元

## 客户

greeting = 您好！请用一句话说说哪里坏了、地址和电话，例如：空调不制冷，幸福路8号3单元502，13800138000
registered = 已登记，单号 { $number }：{ $product }{ $kind }，{ $service }。
    { $reused }
noted = 记下了，单号 { $number }。
intake-complete = 信息齐了，单号 { $number }，正在派师傅。
ask-fault = 哪里坏了？说一句就行，例如：不制冷。
ask-address = 上门地址是？小区、几栋、几单元、几室。
ask-phone = 联系电话是？
ask-model = 方便的话，拍一下机身上的铭牌，或者写型号。
ask-at_home = 什么时候家里有人？例如：周六上午。
unclear-fault = 没看明白。哪里坏了？例如：不制冷、漏水、有异响。
unclear-address = 没看明白地址。例如：幸福路8号3单元502。
unclear-phone = 没看明白电话。例如：13800138000。
unclear-model = 没看明白型号。例如：KFR-35GW，也可以点“跳过”。
unclear-at_home = 没看明白时间。例如：周六上午，也可以点“跳过”。
same-or-another = 您的单 { $number }（{ $product }）还在处理。是同一件事吗？
status-customer = 单 { $number }（{ $product }）：{ $stage }。
technician-found = { $technician }接了单 { $number }，会尽快和您约上门时间。
technician-changes = 单 { $number } 换一位师傅，新师傅会和您约时间。
times-proposed = { $technician }想和您约上门时间，哪个方便？
ask-pick = 请点一个。
will-propose-again = 好的，师傅会再和您约时间。
visit-agreed = 约好了：{ $window }，{ $technician }上门。单 { $number }。
visit-stated = { $technician }说和您约好了：{ $window } 上门。单 { $number }。
may-correct-time = 时间不对请点下面。
time-dispute-noted = 记下了，{ $technician }会重新和您约。
technician-on-the-way = { $technician }出发了。约定时间：{ $window }。
technician-arrived = { $technician }到了。
service-settled-free = 师傅看过了：这次保内，免费。
service-settled-paid = 师傅看过了：这次保外，要收费。先报价，您同意了再动手。
price-quoted = 报价 { $total_fen } 元：
    { $items }
ask-consent = 您同意吗？同意了师傅才动手。
consent-noted = 好的，您同意 { $total_fen } 元，师傅开始干活。
refusal-noted = 好的，不修，不收钱。
work-finished = { $technician }说修好了。单 { $number }。
ask-confirm = 您试一下，好了吗？
confirmed = 谢谢！单 { $number } 已确认。
ask-stars = 给这次服务打几分？
rated = 谢谢您的 { $stars } 星！两天后我们会问一声用得怎样。
comes-again = 抱歉还没好。{ $technician }会再和您约时间上门。
callback = 回访：前两天修的{ $product }，用着怎么样？单 { $number }。
ask-callback = 点一下，或者直接说说。
problem-noted = 谢谢您告诉我们，主管会联系您。
closed = 单 { $number } 结单了，谢谢！
closed-price-refused = 单 { $number } 结单，没有收费。需要时再找我们。
step-customer = 单 { $number }：{ $wording }。
photo-first-words = 收到 { $count } 张照片，先替您存着。请用一句话说说哪里坏了。

## 师傅

job-offered = 新派单 { $number }：{ $product }{ $kind }，{ $service }
    故障：{ $fault }
    { $place }
ask-accept = { $deadline }回答：接吗？
accepted = 接了。单 { $number }：{ $product }{ $kind }，{ $service }
    故障：{ $fault }
    地址：{ $address }
    电话：{ $phone }
    原话：“{ $said }”
    { $known }
ask-visit = { $deadline }约好时间：发给客户选，或电话约好后告诉我，例如：约好 明天上午。
declined = 好，单 { $number } 不派给你了。
why-decline = 为什么不接？
taken-by-other = 单 { $number } 已被别的师傅接走。
taken-off = 单 { $number } 转给别的师傅了：{ $why }。
times-sent = 时间发给客户了。
wait-pick = 等客户选时间；电话约好了也可以直接说。
times-rejected = 客户说这几个时间都不行，请打电话约。
which-time = 约在什么时候？点一个，或者写：明天下午3点。
visit-picked = 客户选了 { $window }。单 { $number }
    { $address }
visit-noted = 记下了：{ $window }。单 { $number }
    { $address }
time-disputed = 客户说约的时间不对，请重新约。单 { $number }
ask-depart-checklist = 出发前看一眼：
    { $items }
ask-depart = 到点就出发。
departed = 路上小心。单 { $number }
    { $address }
ask-arrive = 到了点一下。
arrived = 到场记下了。
ask-settle = { $wording }
ask-price = { $wording }写总价或明细，例如：配件80 人工50
ask-new-price = 新的价格？例如：配件80 人工50
price-sent = 报价 { $total_fen } 元发给客户了。
wait-consent = 等客户同意，再动手。
consent-given = 客户同意 { $total_fen } 元，开始吧。
consent-refused = 客户不同意 { $total_fen } 元。
price-refused = 重新报价，或者离场（不收费）。
step-noted = 记下了。
ask-tick = { $wording }
ask-note = { $wording }（点一个，或者写一句）
ask-photo = { $wording }
photo-kept = { $count ->
    [1] 收到了。
   *[other] 收到 { $count } 张照片。
}
what-photo = 这张是什么？
which-photo = 收到 { $count } 张。哪一张是“{ $wording }”？
why-waive = 为什么办不到？点一个，或者写一句。
waiver-sent = 问主管了：{ $wording }
wait-waiver = 等主管答复：{ $wording }
waiver-granted = 主管同意免：{ $wording }
waiver-refused = 主管不同意免：{ $wording }
ask-finish = 都齐了。
finished = 完工记下了，辛苦！单 { $number }
ask-leave = 离开前报备一下。
left = 离场记下了，谢谢！
customer-added = 客户补充了，单 { $number }：
    { $added }
customer-photo = 客户发来 { $count } 张照片。单 { $number }
work-disputed = 客户说还没好，单 { $number } 要再跑一趟。
sent-back = 主管请你再上门一次，单 { $number }：{ $reason_given }
clock-remind = 还有 { $span }：{ $wording }（{ $rule }，单 { $number }）。
step-told = { $wording }（{ $rule }，单 { $number }）。
span-minutes = { $minutes } 分钟
span-hours = { $hours } 小时
breach-proposed = 单 { $number } 拟记 { $points } 分（{ $rule }：{ $wording }）。
    { $started_at } 开始，{ $due_at } 到期。只是拟记，不会自动扣。
breach-withdrawn = 单 { $number } 的拟记（{ $rule }）已撤销。

## 主管

job-ready = 新报修 { $number }：{ $product }{ $kind }，{ $service }
    故障：{ $fault }
    地址：{ $address }
    { $known }
ask-dispatch = 派给谁？
    { $suggestions }
ask-reassign = 可改派：
    { $suggestions }
nobody-there = 没有别的师傅可派。
wait-intake = 还缺地址或故障。可写：补充 { $number } 幸福路8号
dispatched = 单 { $number } 派给{ $technician }了。
dispatched-several = 单 { $number } 同时问了 { $count } 位，谁先接归谁。
dispatched-by-itself = 单 { $number } 自动派给 { $technician }。
nobody-suits = 单 { $number } 没有合适的师傅。
moved-on = 单 { $number }：{ $technician } { $why }，已改问 { $next_technician }。
moved-on-declined = 单 { $number }：{ $technician } 不接（{ $reason }），已改问 { $next_technician }。
nobody-left = 单 { $number } 问过一圈，没有人接。
time-disputed-desk = 单 { $number }：客户说 { $technician } 约的时间不对，已请师傅重约。
consent-refused-desk = 单 { $number }：客户不同意报价 { $total_fen } 元。
waiver-asked = 单 { $number }：{ $technician } 请求免“{ $wording }”，理由：{ $reason_given_short }。
decide-waiver = 准吗？
waiver-granted-desk = 准了：{ $wording }（单 { $number }）
waiver-refused-desk = 没准：{ $wording }（单 { $number }）
work-disputed-desk = 单 { $number }：客户说没修好，{ $technician } 要再约。
clock-late = 单 { $number }（{ $technician }）超过时限：{ $wording }（{ $rule }，{ $due_at } 到期）。
clock-late-open = 单 { $number }：{ $wording }（{ $rule }）。
callback-problem = 单 { $number } 回访有问题：{ $words_short }
    { $phone }
decide-problem = 怎么办？
ask-phone-callback = 客户怎么说？
sent-back-desk = 单 { $number } 请 { $technician } 再上门。
closed-desk = 单 { $number } 结单了。
closed-price-refused-desk = 单 { $number } 结单：客户没同意报价。
breach-withdrawn-desk = 单 { $number }：{ $technician } 的拟记（{ $rule }）不成立，已撤销。
corrected = 单 { $number } 的时间更正了，时限已重新计算。
status-staff = 单 { $number }（{ $product }）：{ $stage }。

## 按钮

button-accept = 接单
button-decline = 拒单
button-propose = 发时间给客户选
button-agreed-by-phone = 电话约好了
button-window = { $window }
button-none-suits = 都不行
button-wrong-time = 时间不对
button-depart = 出发
button-depart-ticked = 都带齐了，出发
button-arrive = 到了
button-free = 保内，免费
button-paid = 保外，收费
button-requote = 改价
button-agree-price = 同意 { $total_fen } 元
button-refuse-price = 不同意
button-leave-refused = 离场，不收费
button-camera = 拍照
button-cannot = 办不到…
button-finish = 完工
button-leave = 离场报备
button-works = 好了
button-broken = 还没好
button-stars = { $stars ->
    [5] ★★★★★
    [4] ★★★★
    [3] ★★★
    [2] ★★
   *[1] ★
}
button-callback-good = 一切正常
button-callback-problem = 有问题
button-phoned-good = 电话问了：正常
button-phoned-problem = 电话问了：有问题
button-send-back = 请师傅再去
button-close = 处理好了，结单
button-waive = 准
button-no-waiver = 不准
button-dispatch = 派{ $technician }
button-reassign = 改派{ $technician }
button-dispatch-several = 同时问 { $count } 位
button-skip = 跳过
button-nameplate = 拍铭牌
button-any-time = 随时有人
button-same-job = 同一件事
button-another-job = 另外一台
button-open-job = { $number } { $product }
button-back = 返回
button-just-keep = 只存着
button-none-of-them = 都不是
button-number = 第 { $count } 张

## 谁都会听到的

choose = {""}
which-job = 哪一单？
back-again = 回到这一步。
question-dropped = 好，不问了。
nothing-open = 现在没有在问您什么。
language-set = 好，以后说中文。
help-customer = 说一句哪里坏了就能报修，例如：空调不制冷，幸福路8号，13800138000。随时可以说：进度、帮助。
help-technician = 可以说：我的单、约好 明天上午、出发、到场、完工、离场、帮助。
help-supervisor = 可以说：待派（待办）、派单 单号 师傅、报修 客户的话、收回/退回/无效/来电 单号、合并 单号 单号、发群 单号、补充 单号 地址、更正 单号 预约 09:20 原因。群里的话直接贴过来。
not-understood = 没看明白。现在可以这样：
say-something = 请说一句，或者点按钮。
too-long = 太长了，请在 { $count } 字以内再说一遍。
photo-wanted = 这一步要一张照片。
example-visit = 约在什么时候？例如：约好 明天上午，约好 今天15:30。
example-price = 收多少？例如：配件80 人工50，或者 130。
example-add = 补充什么？例如：补充 10019 幸福路8号。
example-dispatch = 派给谁？例如：派单 10019 李师傅。
example-stars = 打几分？例如：评分 5。
example-correct = 例如：更正 10019 预约 09:20 师傅当时就约好了。
unknown-name = 没有叫“{ $name }”的师傅。
unknown-job = 没有这个单号，请核对一下。
no-open-job = 现在没有未结的单。
old-button = 这个按钮过时了。
wrong-role = 这一步不归您点。
not-your-job = 这一单不是您的。
not-yours-now = 这一单已经转给别人了。
offer-gone = 这一单已经给别的师傅了。
accepted-already = 已经接了。
has-it-already = 单 { $number } 已经在 { $technician } 手上。
unknown-technician = 这位师傅不在本网点。
too-late-to-dispatch = 已经完工了，不能改派。
address-missing = 还缺地址或故障，补上才能派。
reason-needed = 请说明原因。
job-is-closed = 单 { $number } 已经结单。
not-to-appoint-now = 现在不用约时间。
visit-in-the-past = 这个时间已经过了，请换一个。
visit-too-far = 这个时间太远了，请约在三个月以内。
nothing-to-pick = 没有要选的时间。
nothing-to-correct = 没有要改的时间。
nothing-to-skip = 这一步不用跳过。
not-to-depart-now = 先约好时间再出发。
checklist-first = 出发前先核对。
depart-first = 先点出发。
not-to-arrive-now = 现在不用报到场。
not-on-site = 到场后才能做这一步。
free-of-charge = 这一单免费，不用报价。
price-needed = 价格要大于 0。
no-price-asked = 没有等您同意的报价。
unknown-proof = 这一单不需要这个。
cannot-be-waived = 这一项不能免。
have-it-already = 这一项已经有了。
not-your-own-proof = 自己不能准自己的。
no-waiver-asked = 没有要批的。
proof-missing = 还不能这样，先补齐 { $count } 项。
finished-already = 已经完工了。
finish-first = 先完工再离场。
left-already = 已经报备离场了。
not-finished-yet = 还没完工，等一等。
confirmed-already = 已经确认过了。
rated-already = 已经评过分了，谢谢。
stars-needed = 请打 1 到 5 分。
answered-already = 已经回答过了，谢谢。
callback-first = 先做回访，再结单。
not-now = 现在不是这一步。
not-yet-happened = 这个时间还没到。
no-such-event = 没有这一步。
photo-without-job = 手上没有单，照片没处存。
nobody-works-here = 这里还没有开张，请稍后再试。
photo_not_an_image = 这个文件不是照片（支持 JPG、PNG）。请重新拍一张。
photo_too_large = 照片太大了，请用普通清晰度再拍一张。
too-many-photos = 一次最多 { $count } 张，请分几次发。
went-wrong = 出了点问题，已经记下，会有人联系您。请不用重发。
went-wrong-desk = { $person } 说的话程序没处理好，请联系对方。

## 演示页上的时钟

role-customer = 客户
role-technician = 师傅
role-supervisor = 主管
role-manager = 经理
clock-step = { $rule } { $does ->
    [remind] 提醒{ $who }
    [tell] 升级给{ $who }
    [breach] 拟记，告知{ $who }
    [offer_next] 改问下一位
    [ask_callback] 发回访
   *[other] { $does }
} · 单 { $number }

## 主管:代客报修、打电话、接手、合并、无效、退回、待办

why-taken_over = 主管收回
why-invalid = 主管按无效关了
why-merged = 和另一单是同一件事
detail-name = 客户：{ $name }
detail-by-phone = 电话报修：客户没有聊天，有事打电话
detail-alike = 可能重复：{ $numbers }
caller = { $name } { $phone }
caller-unknown = 客户 { $phone }
draft-read = 读到的，还没登记：{ $product }{ $kind }，{ $service }
    { $lines }
draft-right = 对吗？要改就直接打字。
draft-missing = 还缺（直接打字补上）：
    { $missing }
missing-phone = ☐ 电话
missing-address = ☐ 地址
missing-fault = ☐ 哪里坏了
nothing-to-register = 转来的话里没看到报修：要有电话、地址或故障。
draft-photos = 照片：{ $count } 张
known-customer = 老客户：{ $count } 单，上次 { $number }{ $open }
known-open = ，还没结
draft-registered-already = 已经登记过了，单号 { $number }。
draft-dropped = 好，不登记。
draft-too-little = 至少要有电话或地址才能登记。
example-report = 报什么？例如：报修 空调不制冷，幸福路8号3单元502，13800138000 王女士
phoned-incomplete = 登记了，单号 { $number }（电话报修）。
please-phone = 请打电话给{ $callers }（单 { $number }）：
    { $say }
times-sent-by-phone = 客户没有聊天，主管打电话问时间。
price-sent-by-phone = 报价 { $total_fen } 元，主管打电话问客户。
ask-heard = 客户电话里怎么说？{ $asked }
phoned-now = 单 { $number }：{ $callers }
heard-noted = 单 { $number }：电话里的话记下了。
call-noted = 单 { $number }：记下了，已电话告知。
no-call-owed = 这一单没有要打的电话。
nothing-asked-of-customer = 现在没有要问客户的。
not-your-own-customer = 自己上门的单，要由别人听客户怎么说。
not-the-customers = 这一步不是客户说的。
not-your-rating = 请报修的人来打分，谢谢。
taken-back = 单 { $number } 收回了，不用再去：{ $why }。
called-off = 单 { $number } 不用去了：{ $why }。
taken-over-desk = 单 { $number } 从 { $technician } 手上收回了。
taken-over-asked = 单 { $number } 收回了，不再问师傅。
nobody-has-it = 这一单还没有派出去。
taken-by-itself = 单 { $number } 被 { $technician } 在群里接走了。
volunteer-noted = 单 { $number } 报名了，等主管点头。
volunteer-asks = { $technician } 想接单 { $number }（{ $product }）。
volunteered-already = 已经报名了，等主管点头。
reason-reassign = 已经在路上或到场了。为什么换？点一个，或者写一句。
reason-invalid = 为什么算无效？点一个，或者写一句。
reason-send-back = 为什么退回？师傅会看到。点一个，或者写一句。
closed-invalid = 单 { $number } 我们看着不像要修的，先关了。打扰了。
closed-invalid-again = 单 { $number } 关了。要是弄错了，请打电话给我们，或者重新报修。
may-object = 弄错了就点一下，马上处理。
objection-noted = 抱歉，单 { $number } 重新打开，正在派师傅。
objected-desk = 单 { $number }：客户说不是无效，请处理。
objected-already = 已经重新处理过一次，请打电话给我们。
closed-invalid-desk = 单 { $number } 按无效关了：{ $reason_given_short }。
too-late-for-invalid = 师傅已经到场，不能按无效关。
closed-not-sent-back = 已结单的不能退回；客户再报修，算返修单。
merged = 单 { $number } 和单 { $kept } 是同一件事，合到单 { $kept } 处理，进度都会告诉您。
merged-desk = 单 { $number } 并入单 { $kept }。不对就发：撤销合并 { $number }
joined = 单 { $other } 是同一件事，并进单 { $number } 了。那边说：{ $other_fault }
unmerged = 单 { $number } 重新单独处理。
unmerged-desk = 单 { $number } 从单 { $kept } 分开了，请处理。
merge-itself = 要两个不同的单号。
merge-into-closed = 单 { $kept } 已经结单，不能并进去。
merge-under-way = 两单都有师傅上门了，先收回一单再合并。
not-merged = 这一单没有合并过。
example-merge = 哪两单？例如：合并 10019 10024
asked-long-ago = 刚才的问题过了一阵了，要做的话请再点一次。现在可以这样：
what-else = 还可以：
desk-job = 单 { $number }：{ $product }{ $kind }，{ $stage }
    故障：{ $fault }
    地址：{ $address }
    电话：{ $phone }
    { $lines }
desk-technician = 师傅：{ $technician }
desk-visit = 上门：{ $window }
desk-waiver = 请求免一项，理由：{ $reason_given }
desk-problem = 回访：{ $problem }
group-text = 【求接单】{ $number } { $product }{ $kind } { $symptom }
    { $where }
    能去的请回机器人：接单 { $number }
group-area = 地点：{ $area }
group-area-later = 地点：接单后看
not-for-a-group = 待派的单才能发群里。
agenda = 等您处理：
    { $lines }
agenda-late = ❗ 超时 { $count }
agenda-soon = ⏰ 快到时间 { $count }
agenda-problem = 客户有问题 { $count }
agenda-waiver = 等您批 { $count }
agenda-call = 要打电话 { $count }
agenda-dispatch = 待派 { $count }
agenda-intake = 信息不全 { $count }
agenda-callback = 等回访 { $count }
agenda-line = · { $number } { $product }{ $area }{ $until }
agenda-area = ，{ $area }
agenda-due = ，{ $due_at } 前
agenda-over = ，{ $due_at } 已过
agenda-empty = 没有等您处理的单。在办 { $count } 单，都有人在做。
too-many-open-jobs = 您有 { $count } 单还在处理，先等这些修好。可以说：进度
slow-down = 消息太多了，先停一停，一分钟后再发。上面没回的请再发一次。
button-edit-draft = 改…
button-register = 登记
button-drop-draft = 不是
button-called = 说过了
button-take-over = 收回
button-more = 更多…
button-customer-says = 客户电话里说…
button-group-text = 发群里的话
button-invalid = 无效…
button-object = 不是的，请处理
button-merge = 合并到 { $number }
button-unmerge = 撤销合并
button-open-number = { $number }
button-further = 下一页
