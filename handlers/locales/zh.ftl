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
product-elevator = 电梯
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
}{ $lacks }
lacks-certificate = ，没有有效的{ $certificate }
checklist-item = ☐ { $wording }
deadline = 请在 { $due_at } 前
reused = 按上次的地址和电话：{ $address }，{ $phone }。不对就发新的。
place = 地点：{ $area }
detail-phone = 电话：{ $phone }
detail-address = 地址：{ $address }
detail-fault = 故障：{ $fault }
detail-model = 型号：{ $model }
detail-serial = 出厂编号：{ $serial }
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
ask-same-machine = 还是这台吗：{ $machine }？
machine-model = 型号 { $model }
machine-serial = 出厂编号 { $serial }
nameplate-other = 好的，是另一台。
ask-at_home = 什么时候家里有人？例如：周六上午。
unclear-fault = 没看明白。哪里坏了？例如：不制冷、漏水、有异响。
unclear-address = 没看明白地址。例如：幸福路8号3单元502。
unclear-phone = 没看明白电话。例如：13800138000。
unclear-model = 没看明白型号。例如：KFR-35GW，也可以点“跳过”。
unclear-at_home = 没看明白时间。例如：周六上午，也可以点“跳过”。
same-or-another = 您的单 { $number }（{ $product }）还在处理。是同一件事吗？
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
cause-found-free = 师傅查明了：{ $wording }。这次免费。
cause-found-paid = 师傅查明了：{ $wording }，这次要收费。先报价，您同意了再动手。
handling-opinion = 单 { $number } 的处理意见：{ $words }
service-report = 服务报告 · 单 { $number }：{ $product }{ $kind }
    { $lines }
report-technician = 师傅：{ $technician }
report-cause = 原因：{ $words }
report-class = 归类：{ $wording }
report-remedy = 处理：{ $words }
report-parts = 配件：{ $words }
report-times = 到场 { $arrived_at } · 恢复 { $restored_at }
report-used = 用时：{ $span }
report-used-stated = 用时：{ $span }（师傅更正）
report-price = 收费：{ $total_fen } 元
report-stars = 评价：{ $stars } 星
report-says = 意见：{ $says ->
    [good] 一切正常
   *[problem] 有问题
}
report-time-changed = 单 { $number }：{ $technician } 更正了用时：{ $span }。
price-quoted = 报价：{ $total_fen } 元
    { $items }
ask-consent = 您同意吗？同意了师傅才动手。
consent-noted = 好的，您同意 { $total_fen } 元，师傅开始干活。
refusal-noted = 好的，不修，不收钱。
work-finished = { $technician }说修好了。单 { $number }。
ask-confirm = 您试一下，好了吗？
confirmed = 谢谢！单 { $number } 已确认。
ask-stars = 给这次服务打几分？
rated = 谢谢您的 { $stars } 星！两天后我们会问一声用得怎样。
rated-late = 谢谢您的 { $stars } 星！
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
ask-cause = { $wording }
which-cause = 查明是什么原因造成的？
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
time-stated = 用时改为 { $span }。单 { $number }
your-certificate-ends = 您的{ $certificate } { $until_on } 到期，请换证。
which-quality = 什么问题？点一个，写一句，或者拍照。
quality-sent = 告诉经理了。单 { $number }
quality-known = 质量问题（单 { $number }）：{ $by_person } 知道了。
quality-passed = 质量问题（单 { $number }）：{ $by_person } 交给{ $whom }了。
repeat-judged = 返修单 { $number }（上次单 { $of } 是你修的）：{ $by_person } 定的原因是{ $fault }，理由：{ $reason_given }。
example-time-used = 用了多久、几点恢复？例如：用时 50分钟，或：用时 1小时 15:40
time-used-wanted = 用时要大于零，不超过 30 天。
restored-when = 恢复时间要在到场之后、现在之前。
no-report-yet = 还没有完工的单。
example-work-report = 哪一单？例如：服务报告 10019
waiver-refused = 主管不同意免：{ $wording }
handling-opinion-technician = 单 { $number } 的处理意见（客户也看到了）：{ $words }
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
breach-proposed = 单 { $number } 拟记 { $charge }（{ $rule }：{ $wording }）。
    { $started_at } 开始，{ $due_at } 到期，{ $missing }。
    只是拟记，有人核定才算。{ $due_at } 前其实做了，或另有原因：{ $contest_by_at } 前申诉。
breach-withdrawn = 单 { $number } 的{ $was ->
    [upheld] 核定
   *[other] 拟记
}（{ $rule }）不成立，已撤销。

## 主管

job-ready = 新报修 { $number }：{ $product }{ $kind }，{ $service }
    故障：{ $fault }
    地址：{ $address }
    { $known }
opinion-noted = 单 { $number }：处理意见告诉客户了。
repeat-whose = 返修单 { $number } 修好了（上次单 { $of }，{ $technician } 修的）。
nobody-certified = 没有人有有效的证书：
    { $suggestions }
not-certified = { $technician } 没有有效的{ $certificate }，派不了这一单。
certificate-noted = 记下了：{ $technician } 的{ $certificate }，到 { $until_on }{ $state ->
    [over] （已过期）
    [soon] （快到期了）
   *[good] {""}
}。
certificate-dropped = 记下了：{ $technician } 没有{ $certificate }了。
no-such-certificate = { $technician } 没有登记过{ $certificate }。
certificates = 证书：
    { $lines }
certificate-line = · { $technician }：{ $certificate }，到 { $until_on }{ $state ->
    [over] （已过期）
    [soon] （快到期了）
   *[good] {""}
}
no-certificates = 还没有登记证书。例如：证书 李师傅 电工 2027-05-01
example-certificate = 例如：证书 李师傅 电工 2027-05-01；没有了就写 无。
unknown-certificate = 制度里的证书有：{ $known }。
certificate-ends = { $technician } 的{ $certificate } { $until_on } 到期，请安排换证。
form-compare = 单 { $number }：客户在聊天里{ $said }，{ $technician } 交来的满意度表见图。对得上吗？
form-said-stars = 打分很低
form-said-problem = 回访说有问题
form-matches-noted = 核对过了，对得上。单 { $number }
form-differs-noted = 对不上，拟记 { $technician }，师傅已知道。单 { $number }
quality-raised = 质量问题，单 { $number }（{ $product }）：{ $technician } 报 { $reason_given_short }。
quality-raised-desk = 单 { $number }：{ $technician } 报了质量问题（{ $reason_given_short }），经理已知道。
decide-quality = 质量问题，怎么处理？
quality-known-desk = 质量问题，{ $by_person } 知道了（单 { $number }）。
quality-passed-desk = 质量问题，{ $by_person } 交给{ $whom }了（单 { $number }）。
pass-on-whom = 交给谁？点一个，或者写名字。
ask-repeat-whose = 返修是谁的原因？
repeat-noted = 返修责任记下了：{ $fault }（单 { $number }）。{ $technician } 已知道。
why-repeat-fault = 为什么这么定？点一个，或者写一句。
example-repeat-fault = 例如：返修责任 10019 师傅 没修到位
no-repeat = 这一单不是返修。
not-your-own-repeat = 自己修的单，请别人来定。
repeat-fault-technician = 上次修的师傅
repeat-fault-material = 材料、配件
repeat-fault-customer = 客户使用
which-opinion = 单 { $number } 怎么处理？点一个，或者写一句，客户马上看到。
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
cause-found-free-desk = 单 { $number }：{ $technician } 查明是{ $wording }，改为免费。客户已知道。
cause-found-paid-desk = 单 { $number }：{ $technician } 查明是{ $wording }，改为收费。客户已知道。
waiver-blamed-desk = 这次免了，拟记 { $technician }：{ $wording }（单 { $number }）
why-blame = 为什么算师傅的？点一个，或者写一句。
not-to-blame = 制度没写这一项要记。
work-disputed-desk = 单 { $number }：客户说没修好，{ $technician } 要再约。
clock-late = 单 { $number }（{ $technician }）超过时限：{ $wording }（{ $rule }，{ $due_at } 到期）。
clock-late-open = 单 { $number }：{ $wording }（{ $rule }）。
callback-problem = 单 { $number } 回访有问题。
    { $words_short }
    { $phone }
decide-problem = 怎么办？
ask-phone-callback = 客户怎么说？
sent-back-desk = 单 { $number } 请 { $technician } 再上门。
closed-desk = 单 { $number } 结单了。
closed-price-refused-desk = 单 { $number } 结单：客户没同意报价。
breach-withdrawn-desk = 单 { $number }：{ $technician } 的{ $was ->
    [upheld] 核定
   *[other] 拟记
}（{ $rule }）不成立，已撤销。
corrected = 单 { $number } 的时间更正了，时限已重新计算。
status-staff = 单 { $number }（{ $product }）：{ $stage }。
    { $units }

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
button-cause-again = 改定因…
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
button-opinion = 处理意见…
button-form-matches = 对得上
button-form-differs = 对不上
button-quality = 质量问题…
button-quality-known = 知道了
button-quality-pass = 交给…
button-repeat-technician = 师傅的原因
button-repeat-material = 材料的原因
button-repeat-customer = 客户的原因
button-waive-blame = 免，但记一笔
button-dispatch = 派{ $technician }
button-reassign = 改派{ $technician }
button-dispatch-several = 同时问 { $count } 位
button-same-machine = 对，是这台
button-other-machine = 不是这台
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
help-customer = 说一句哪里坏了就能报修，例如：空调不制冷，幸福路8号，13800138000。随时可以说：进度、改时间、取消、人工、帮助。
help-technician = 可以说：我的单、我的违规、约好 明天上午、出发、到场、完工、离场、转告 我到楼下了、请假、其他（要晚、没人、挂起、修不了、危险……）、帮助。
help-supervisor = 可以说：待派（待办）、派单 单号 师傅、报修 客户的话、收回/退回/无效/来电 单号、合并 单号 单号、发群 单号、补充 单号 地址、回复 单号 您好、待核定、违规统计、更正 单号、客户 电话、标签 电话、报表、通知、电话登记、寄信、信件登记、满意度、巡访、邀请、请假、代理、离职、帮助。群里的话直接贴过来。

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
    [mark_absent] 记没人在家
   *[other] { $does }
} · 单 { $number }

## 安静时段、汇总

step-customer-visit = 单 { $number }：约好的上门时间是 { $window }。
clock-due = { $due_at } 到期：{ $wording }（{ $rule }，单 { $number }）。
digest-late = { $rule }：又有 { $count } 单超过时限：{ $wording }。
    { $lines }
    { $more }
digest-late-open = { $rule }：又有 { $count } 单：{ $wording }。
    { $lines }
    { $more }
digest-told = { $rule }：又有 { $count } 单：{ $wording }。
    { $lines }
    { $more }
digest-moved-on = { $rule }：又有 { $count } 单没人答应，已改问下一位。
    { $lines }
    { $more }
digest-nobody-left = 又有 { $count } 单问过一圈，没有人接（{ $rule }）。
    { $lines }
    { $more }
digest-line = · { $number } { $technician }，{ $late }
digest-line-open = · { $number } { $product }，{ $late }
digest-line-moved = · { $number } { $technician } → { $next_technician }
digest-line-job = · { $number } { $product }
digest-line-now = · { $number } { $product }，{ $technician }，{ $stage }
digest-line-now-open = · { $number } { $product }，{ $stage }
digest-due = { $due_at } 到期
digest-minutes = 晚 { $minutes } 分钟
digest-hours = 晚 { $hours } 小时
digest-days = 晚 { $days } 天
digest-more = 还有 { $count } 单
digest-page = { $rule }：第 { $first }–{ $last } 单，共 { $count } 单
    { $lines }
button-digest-all = 全部 { $count } 单
button-digest-more = 下一页

## 位置、语音、文件（Telegram 等）

send-photo-now = 好，现在把照片发来。
arrived-near = 到场记下了，离客户位置约 { $metres } 米。
location-not-now = 现在不用发位置，出发以后发就算到场。
location-not-needed = 位置用不上，谢谢。
location-first-words = 位置收到，先替您存着。请用一句话说说哪里坏了。
detail-location = 位置：{ $location }
technician-voice-desk = { $technician }发来一段语音，请听一下。单 { $number }
voice-passed-desk = 语音转给主管了。
voice-not-read = 语音听不懂，请打字。
file-too-large = 文件太大了（最多 20 MB），请发小一点的。
file-gone = 文件没有取到，请再发一次。
file-not-taken = 这种文件收不了。请发照片，或者打字。
kind-not-taken = 这个收不了。可以发文字、照片、语音、位置。
edited-message = 改过的消息不算数，请重新发一条。
contact-of-another = 这是别人的名片。请点“发送我的号码”，或者把号码打出来。
group-hint = 请私下找我说话：{ $bot }。群里说的我不看，也不会回。
channel-stopped = { $channel } 的令牌失效了，那边收不到也发不出。请管理员换新令牌后重启；其他渠道照常。
pack-changed = 制度包换好了：{ $count } 条规则。新报修按新的算，手上的单不变。
pack-refused = 制度包没有换，还是原来的。请改好再存：
    { $why }
tap-outdated = 已过期
not-reached = { $person } 那里发不到（单 { $number }），请打电话。
cut-off = { $person } 那里发不到，通知没送达，请打电话告诉一声。
reply-number = 回数字：
more-pictures = （另有 { $count } 张照片，这里发不了了）
voice-elsewhere = （语音这里放不了）
channel-not-trusted = { $channel } 不认这台服务器的 IP（{ $ip }），那边发不出去。请管理员把它加进后台的可信 IP / 白名单，之后会自动接着发；其他渠道照常。
choices-as-buttons = 好，以后用按钮。看不到时回“数字”。
choices-as-numbers = 好，以后回数字就行。想用按钮时回“按钮”。
cards-probe = 看得到这张卡片？点一下，以后就用按钮。
button-use-buttons = 以后用按钮
card-title = 请选择
page-link = 网页上办：{ $page }
wecom-day = 企业微信今天已经发了 { $count } 条，一天最多约 { $most } 条，再多的等到明天，要答复的换个渠道发。急事请打电话。
button-share-number = 📱 发送我的号码
button-share-place = 📍 发送我的位置

## 客户在路上能做的:进度、改时间、取消、又坏了、转告、人工

where = 单 { $number }（{ $product }）：{ $stage }。
    { $lines }
where-inquiry = 咨询 { $number }：主管会回您。
where-inquiry-answered = 咨询 { $number }：主管回过您了。还有事就直接说。
stage-cancelled = 已取消
where-technician = 师傅：{ $technician }
where-window = 时间：{ $window }
where-departed = { $departed_at } 出发的
where-wish = 您想改时间，等师傅答复
where-cancelling = 您想取消，等师傅或主管答复
where-human = 主管会回您的话
kind-inquiry = 咨询
button-move = 改时间
button-cancel-job = 取消
button-write = 联系师傅
button-human = 人工
button-broken-again = 又坏了
button-reopen = 恢复这一单

when-instead = 改到什么时候？点一个，或者写：明天下午3点。
example-move = 改到什么时候？例如：改时间 明天下午。
button-keep-time = 不改了
wish-window = { $window }
wish-words = “{ $words }”
move-noted = 记下了，您想改到：{ $wish }。{ $technician }会和您约好。单 { $number }。
move-asked = 您想改到：{ $wish }。{ $technician }已经在路上，问他了。单 { $number }。
move-refused = { $technician }快到了，还是照原来的时间上门。单 { $number }。
customer-moves = 单 { $number }：客户想改到 { $wish }。
ask-wish = 点一下就约好；不行就发别的时间，或打电话约。
ask-wish-open = 发时间给客户选，或打电话约。
button-take-wish = 就约 { $window }
ask-move = 你在路上，怎么办？
button-there-already = 已经到了
button-turn-round = 掉头，约 { $wish }
button-turn-round-open = 掉头，再约时间
button-come-anyway = 快到了，照常去
turned-round = 好，掉头。请和客户再约时间。单 { $number }
move-refused-noted = 告诉客户了，照常去。单 { $number }
customer-moves-desk = 单 { $number }：{ $technician } 在路上，客户想改到 { $wish }，问师傅了。
turned-round-desk = 单 { $number }：客户改时间（{ $wish }），{ $technician } 掉头了。

why-cancel = 取消单 { $number }（{ $product }），为什么？点了就取消。
button-keep-job = 不取消
question-dropped-job = 好，不问了。要取消报修，请再说一次“取消”。
cancelled = 单 { $number } 取消了。
cancelled-technician = 单 { $number } 客户取消了（{ $reason }），不用去了。
cancelled-desk = 单 { $number } 客户取消了：{ $reason }。
cancel-asked = 师傅已经在现场，问他和主管了。单 { $number }。
customer-cancels-now = 单 { $number }：客户想取消（{ $reason }）。
customer-cancels-desk = 单 { $number }：{ $technician } 在现场，客户想取消（{ $reason }）。
ask-call-off = 同意吗？
button-call-off = 同意取消
button-not-off = 不取消，接着修
cancel-agreed-technician = 单 { $number } 取消了，可以离开。
cancel-agreed-desk = 单 { $number }（{ $technician }）：同意取消，已结单。
cancel-refused = 单 { $number } 没有取消，{ $technician }会和您说明。
cancel-refused-technician = 单 { $number } 不取消，请和客户说明。
cancel-refused-desk = 单 { $number }：没有取消，{ $technician } 接着修。
reopened = 单 { $number } 恢复了。
reopened-desk = 单 { $number }（{ $product }）：客户取消后又要修了。

again-or-new = 单 { $number }（{ $product }）{ $closed_at } 结的单。是它又坏了吗？
button-that-again = 是它又坏了
registered-repeat = 这是单 { $of } 的返修，第 { $times } 次。抱歉又麻烦您。
detail-repeat = 返修：{ $of }（{ $technician }），隔 { $days } 天，第 { $times } 次
detail-words = 客户说过：{ $words }

said-words = { $words }
said-photos = （照片 { $count } 张）
said-voice = （语音一段）
customer-says = 客户说（单 { $number }）：{ $said_now }
customer-says-desk = 客户留言，单 { $number }：{ $said_now }
technician-says = { $technician }说：{ $said_now }
desk-says = 客服：{ $words }
passed-on = 转告{ $technician }了。单 { $number }。
passed-on-desk = 转告主管了。单 { $number }。
passed-on-without-number = 转告客户了，里面的号码没转：客户在这里就能找到你。单 { $number }
passed-on-customer = 转告客户了。单 { $number }
words-for-technician = 想对{ $technician }说什么？写一句、拍照都行。
words-for-desk = 想对主管说什么？写一句。
words-for-customer = 对客户说什么？写一句。单 { $number }
pass-on-this = 单 { $number } 的客户在等回话，把这句转告客户吗？
button-reply = 回复客户
button-i-reply = 我来回复
button-phoned = 电话回过了
button-pass-on = 转告客户
example-relay = 转告什么？例如：转告 我到楼下了。
accept-first = 先接单，才能和客户说话。

answer-by = 最晚 { $due_at } 有人回您。
human-called = 叫人了，{ $promise }单 { $number }。
human-called-already = 已经叫过人了，会有人回您。单 { $number }。
human-asked = 单 { $number }（{ $kind }）：客户找人工。
    { $asked_for }
human-asked-again = 单 { $number }：客户又说：{ $asked_for }
ask-reply = 请回复客户。
ask-inquiry = 要修就写：补充 { $number } 空调不制冷 幸福路8号
button-end-inquiry = 办好了，结束
inquiry-ended = 咨询 { $number } 办好了，谢谢！
phoned-noted = 记下了，电话回过。单 { $number }
ask-your-desk = 请找{ $person }。
you-are-the-desk = 这里您就是负责人。

nothing-to-move = 还没有约时间。
too-late-to-move = 现在不能改时间了。有事请说：人工。
no-wish = 客户没有要改时间，或者已经约好了。
too-late-to-cancel = 已经修完，不能取消。有事请说：人工。
cancel-asked-already = 已经问了，等师傅或主管答复。
no-cancel-asked = 没有要取消的。
too-late-to-reopen = 取消很久了，请重新说一句哪里坏了。
too-late-to-repeat = 这一单过去很久了，请重新说一句哪里坏了。
nobody-waits = 没有客户在等回复。

## 上门不顺利的时候

stage-suspended = 挂起
span-days = { $days } 天
why-handed_over = 转单
anybody = 谁都行
see-photo = 见照片
units-more = 另有{ $product } { $count } 台

visit-delayed = 抱歉，{ $technician }要晚到，新的时间：{ $window }。单 { $number }
delay-told = 告诉客户了：{ $window }。单 { $number }
delay-told-late = 告诉客户了：{ $window }。已过约定时间，时限照旧。单 { $number }
delay-desk = 单 { $number }：{ $technician } 要晚到，第 { $count } 次，改到 { $window }。
how-late = 晚多久？点一个，或者写：下午4点。
example-late = 晚多久？例如：30分钟，下午4点。
no-time-to-move = 现在没有可推迟的约定时间。
not-later = 要比原来的时间晚才行。

at-your-door = { $technician }在您门口，没人开门。单 { $number }
ask-door = 您马上到吗？
may-not-make-it = 来不了就点下面。
unclear-door = 没看明白。您马上到，还是改时间？
coming-noted = 好的，{ $technician }等您一会儿。
customer-asked = 问客户了，等几分钟。可拍张门口照片。没人应就记“没人在家”，不算你的。单 { $number }
wait-at-door = 门开了点一下。
customer-comes = 客户说马上到，再等一会儿。单 { $number }
absent-silent = 记下了：没人在家，不算你的，可以走了。单 { $number }
absent-moved = 客户要改时间，这趟不算你的，可以走了。单 { $number }
missed-silent = { $technician }来过，没人在家。会再和您约时间。单 { $number }
missed-moved = 好的，{ $technician }会再和您约时间。单 { $number }
absent-silent-desk = 单 { $number }：客户{ $count ->
        [1] {""}
       *[other] 第 { $count } 次
    }没在家，{ $technician } 会再约。
absent-moved-desk = 单 { $number }：{ $technician } 到了门口，客户要改时间{ $count ->
        [1] {""}
       *[other] ，白跑第 { $count } 次
    }，会再约。
waiting-already = 已经在等客户了。
not-at-the-door = 出发以后才能报没人在家。
nobody-at-door = 现在没人在门口等。

why-another-visit = 为什么要再来？点一个，或者写一句。
visit-ended = 这次先到这，已拍的都留着。单 { $number }
visit-ended-customer = { $technician }这次没做完：{ $reason_given }。会和您约下一次。单 { $number }
visit-ended-plain = { $technician }这次没做完，会和您约下一次。单 { $number }
resume-first = 先停着呢，先点“接着做”。
visit-ended-desk = 单 { $number }：{ $technician } 第 { $count } 次上门没做完（{ $reason_given_short }），会再约。

why-suspend = 为什么先停？
suspend-until = 预计哪天继续？点一个，或者写：周五。
example-until = 哪天继续？例如：明天，周五，3天。
suspended = 先停下了：{ $reason_given }，到 { $resume_at } 问你。单 { $number }
suspended-customer = 单 { $number } 要等一等：{ $reason_given }。预计 { $resume_at } 继续。
suspended-desk = 单 { $number }：{ $technician } 挂起（{ $reason_given_short }），预计 { $resume_at } 继续。
ask-resume = 可以继续了就点。
goes-on = 好，继续。单 { $number }
resumed-customer = 单 { $number } 继续了，{ $technician }接着做。
resumed-anew = 可以继续了，请和客户约时间。单 { $number }
resumed-anew-customer = 单 { $number } 可以继续了，{ $technician }会和您约上门时间。
resumed-desk = 单 { $number } 让 { $technician } 继续了。
not-to-suspend-now = 现在不能挂起。
not-suspended = 这一单没有挂起。

how-many-units = 现场多几台？点一个，或者写：2台冰箱。
which-product = 哪种机器？
example-units = 多几台什么？例如：2台空调。
units-noted = 记下了：{ $units }。单 { $number }
units-customer = { $technician }说现场还有 { $count } 台{ $product }要做。单 { $number }
units-desk = 单 { $number }：{ $technician } 报现场多 { $count } 台{ $product }，请核对收费和登记。
how-many = 请写 1 到 99 台。

why-unsolved = 为什么修不了？点一个、写一句，或者发照片。
how-long-extend = 要多久？
why-extend = 为什么要延期？点一个，或者写一句。
hand-over-whom = 转给谁？
why-hand-over = 为什么转？
desk-asked = 问公司了，等答复。单 { $number }
asked-solution = 单 { $number }：{ $technician } 现场修不了（{ $reason_given }），在等答复。
asked-extension = 单 { $number }：{ $technician } 要延 { $span }：{ $reason_given }。
asked-second = 单 { $number }：{ $technician } 要再来一个人。
asked-handover = 单 { $number }：{ $technician } 想转给 { $colleague }：{ $reason_given }。
decide-request = 准吗？
decide-solution = 怎么办？点一个，或者写一句给师傅。
why-refuse = 为什么不准？点一个，或者写一句。
request-granted-desk = 好，已告诉师傅。单 { $number }
request-refused-desk = 没准，已告诉师傅。单 { $number }
refused-solution = 公司说再想想办法：{ $reason_given }。单 { $number }
refused-extension = 不准延期：{ $reason_given }。时限照旧。单 { $number }
refused-second = 不加人：{ $reason_given }。单 { $number }
refused-handover = 不准转单：{ $reason_given }。单 { $number }
solution-words = 公司说：{ $reason_given }。单 { $number }
solution-another_visit = 公司说再来一次，请约时间。单 { $number }
solution-workshop = 公司说拉回去修，请和客户约送回的时间。单 { $number }
solution-replace = 公司说换一台，请约时间。单 { $number }
solution-give_up = 公司说不修了，可以走了。单 { $number } 结单。
solution-another_visit-customer = 现场修不好，{ $technician }要再来一次，会和您约时间。单 { $number }
solution-workshop-customer = 现场修不好，要拉回店里修。{ $technician }会和您约送回的时间。单 { $number }
solution-replace-customer = 修不好，给您换一台。{ $technician }会和您约时间。单 { $number }
solution-give_up-customer = 很抱歉，这台修不了。单 { $number } 结单，有疑问请直接说。
extended = 准了，多 { $span }。单 { $number }
extended-too-late = 准了，可时限已经过了，拟记照旧。单 { $number }
asked-already = 已经在问公司了。
not-to-ask-now = 现在不用问这个。
too-late-to-ask = 没有可以延的时限，或者时限已经过了。
nothing-asked = 没有要批的。
not-your-own-request = 自己不能批自己的。
which-way = 请点一个办法，或者写一句。

handed-over = 单 { $number } 转出去了。
joined-team = 单 { $number }：请和{ $technician }一起去：{ $product }{ $kind }
    故障：{ $fault }
    地址：{ $address }
wait-first = 等上门时间。
colleague-joins = { $colleague }和你一起去。单 { $number }
colleague-joins-customer = { $colleague }也一起上门。单 { $number }
colleague-withdrew = 单 { $number }：{ $colleague } 去不了（{ $reason }）。
team-over = 单 { $number } 这次不用去了。
first-does-that = 这一步由{ $technician }来做。

work-stopped = 已停工，公司马上知道。离开危险处。单 { $number }
ask-danger = 什么危险？点一个，写一句，或者发照片。
wait-release = 等公司说可以继续。
danger-noted = 公司知道了。单 { $number }
work-stopped-customer = 现场有危险，先停工。请离远一点，能关就关掉电和气。公司马上处理。单 { $number }
work-stopped-desk = 危险停工！单 { $number }，{ $person }，{ $address }。
work-stopped-named-desk = 危险停工！{ $reason_given }。单 { $number }，{ $person }，{ $address }。
danger-named-desk = 单 { $number } 停工原因：{ $reason_given }（{ $person }）。
photo-reused = 单 { $number } 的照片像是用过的（{ $wording }，{ $technician }）：
    { $person }在 { $taken_at } 发过，单 { $other_number }。请看一眼是不是同一张。
danger-photo = 单 { $number } 停工现场照片（{ $person }）。
decide-stopped = 只有您能让它继续。
work-released = 公司说安全了，可以继续。单 { $number }
work-released-customer = 现场安全了，继续。单 { $number }
work-released-desk = 单 { $number } 解除停工。
help-sent = { $colleague }去单 { $number } 了，还在停工。
send-whom = 派谁去？
call-whom = 客户电话：{ $phone }。现场：{ $technician }。
work-is-stopped = 危险停工中，等公司处理。
stopped-already = 已经停工了。
nothing-to-stop = 现在没有可停的活。
not-stopped = 这一单没有停工。

what-else = 哪种情况？
nothing-else = 现在没有别的情况可选。

button-more = 其他情况…
button-late = 晚 { $span }
button-late-other = 晚到，别的时间…
button-nobody = 没人在家
button-appeared = 门开了
button-coming = 马上到
button-another-time = 改时间
button-end-visit = 下次再来…
button-suspend = 先停下…
button-suspend-longer = 还要等…
button-in-days = { $days ->
    [1] 明天
   *[other] { $days } 天后
}
button-resume = 接着做
button-resume-anew = 可以了，约时间
button-unsolved = 修不了…
button-extend = 要延期…
button-extend-by = 多 { $span }
button-units = 多几台…
button-units-count = { $product } { $count } 台
button-other-product = 别的机器…
button-second = 加一个人
button-hand-over = 转给同事…
button-colleague = { $colleague }
button-anybody = 谁都行
button-leave-team = 去不了…
button-danger = 危险！停工
button-release = 安全了，继续
button-send-help = 派人去…
button-call = 打电话
button-grant = 准
button-refuse = 不准…
button-add-second = 加{ $technician }
button-way-another_visit = 再来一次
button-way-workshop = 拉回店里修
button-way-replace = 换一台
button-way-give_up = 不修了，结单

## 一点就够

ask-price-usual = { $wording }点一个，或写总价、明细，例如：配件80 人工50
button-price = { $wording } { $price_fen } 元


## 加入、离开、请假、代理、一人多个渠道

role-in-branch = { $branch ->
    [main] { $role }
   *[other] { $role }（{ $branch }）
}
why-left = 已离职
why-away = 请假了
ask-inviter = 请让{ $person }再发一个
ask-company = 请让主管再发一个
example-join = 请写“加入”和邀请里的 12 位码。
example-invite = 请写：邀请 师傅 李师傅，或只写：邀请。
example-leave = 谁离职？例如：离职 李师傅。
example-deputy = 请写：代理 李师傅 张师傅（李师傅不在时由张师傅代）。不要了写：代理 李师傅 无。
code-unknown = 没有这个码，请核对一遍，共 12 位。
code-unknown-wait = 没有这个码。输错几次了，{ $until_at } 后再试，或请主管再发一个。
code-wait = 刚才输错几次了，{ $until_at } 后再试。
code-stopped = 输错太多次，这里暂停使用邀请码，到 { $until_at }。请主管发一个链接。
code-used = 这个邀请已经用过了。{ $ask }。
code-expired = 这个邀请过期了。{ $ask }。
code-revoked = 这个邀请已作废。{ $ask }。
code-of-another = 这里已经是{ $person }在用，不能再绑别人。
joined-already = 已经加入了，不用再输。
has-role-already = 您已经是{ $role }了，邀请没有用掉。
joined = 加入成功：{ $branch ->
    [main] { $role }
   *[other] { $role }（{ $branch }）
}。
joined-named = 加入成功，{ $person }：
    { $roles }
ask-own-name = 怎么称呼您？例如：李师傅。
ask-own-name-right = 名字对吗？不对就发正确的。
unclear-own-name = 没看明白名字。2 到 20 个字，例如：李师傅。
name-taken = 这里已有一位{ $name }。请加个字区分，例如：李伟师傅。
welcome = 好的，{ $person }。
welcome-technician = 派单会发到这里，点“接单”就行。随时可以说：我的单、请假、帮助。
welcome-supervisor = 新报修和升级会发到这里，点一下就派单。随时可以说：待派、邀请、请假、帮助。
welcome-customer = 要报修，说一句哪里坏了就行。
address-added = 好的，{ $person }，以后这里也是您。
address-added-unnamed = 好的，以后这里也是您。
address-added-elsewhere = 您的账号刚在另一个聊天里打开了。不是您，请马上告诉我们。
member-joined = { $person }加入了：{ $branch ->
    [main] { $role }
   *[other] { $role }（{ $branch }）
}。
member-joined-unnamed = 有人用邀请加入了：{ $branch ->
    [main] { $role }
   *[other] { $role }（{ $branch }）
}。名字稍后告诉您。
if-wrong = 不对请点下面。
join-undone = 已撤销，{ $person }不再是成员。
not-member-any-more = 已经不是成员了。
whom-to-invite = 邀请谁？
invitation-made = 邀请{ $role }{ $branch ->
    [main] {""}
   *[other] （{ $branch }）
}，{ $until_at } 前有效，只能用一次。把链接或图发给对方：
    { $links }
    或让对方在这里发：加入 { $code }
invitation-made-for = 邀请{ $name }做{ $role }{ $branch ->
    [main] {""}
   *[other] （{ $branch }）
}，{ $until_at } 前有效，只能用一次。把链接或图发给对方：
    { $links }
    或让对方在这里发：加入 { $code }
no-invitations = 没有未用的邀请。
open-invitations = 未用的邀请：
    { $rows }
invitation-row = { $count }. { $role }{ $branch ->
    [main] {""}
   *[other] （{ $branch }）
} { $name }，{ $until_at } 前有效
invitation-revoked = 已作废。
invitation-ended = 这个邀请已经用过或作废。
may-not-invite = 您不能邀请{ $role }。
deputy-may-not = 您是代理，这一步要本人来。
unknown-member = 没有叫“{ $name }”的成员。
several-of-name = 有几位“{ $name }”。请写：{ $name }@网点。
last-supervisor = { $branch ->
    [main] 这里
   *[other] { $branch }
}只剩一位主管。先邀请一位，再办离职。
may-not-end = 这位不归您办离职。
leave-sure = { $person }离职？身份、链接马上失效，手上 { $count } 单：
    { $rows }
leave-sure-no-jobs = { $person }离职？身份、链接马上失效。手上没有单。
promise-row = · { $number } { $product }，{ $stage }
promise-row-visit = · { $number } { $product }，{ $window }
promise-went = · { $number } → { $technician }
promise-at-desk = · { $number } 待派
no-deputy-now = · { $person }没有代理人了
member-left = { $person }离职了，已全部失效。
    { $rows }
role-ended = { $person }的这个身份结束了。
    { $rows }
your-membership-ended = 您在本公司的身份已结束，谢谢！
back-at-the-desk = 单 { $number }：{ $technician }{ $why }，请改派。
technician-replaced = 单 { $number } 换{ $technician }负责，会和您约时间。
visit-kept = 单 { $number } 换{ $technician }上门，时间不变：{ $window }。
handed-on = 单 { $number } 转给别的师傅了。
handed-to-you = { $technician }{ $why }，单 { $number } 归你：{ $product }{ $kind }，{ $service }
    故障：{ $fault }
    地址：{ $address }
    电话：{ $phone }
    { $known }
handed-to-you-visit = { $technician }{ $why }，单 { $number } 归你，已约好 { $window }：{ $product }{ $kind }，{ $service }
    故障：{ $fault }
    地址：{ $address }
    电话：{ $phone }
    { $known }
not-theirs-to-pass-on = 这一单已经不在对方手上。
on-site-already = 已经到场了，先做完这一单。
away-until = { $person }请假到什么时候？点一个，或者写：到周五、明天上午、三天。
unclear-away = 没看明白，{ $person }请假到什么时候？例如：到周五、明天、三天。
away-noted = 请假记下了：{ $from_at } 到 { $until_at }。{ $plan }
away-noted-for = { $person }请假记下了：{ $from_at } 到 { $until_at }。{ $plan }
deputy-plan = { $technician }代。
no-deputy-plan = 没有代理人。
away-set-by = { $by_person }给你记了请假：{ $from_at } 到 { $until_at }。
away-desk = { $person }请假：{ $from_at } 到 { $until_at }。
away-handed-over = { $person }请假到 { $until_at }，这些单归{ $technician }：
    { $rows }
away-open = { $person }请假到 { $until_at }，这些单要人接：
    { $rows }
ask-hand-over = 交给谁？
promises-handed-over = { $person }的单归{ $technician }了：
    { $rows }
nothing-to-hand-over = 没有要交的单了。
not-away = 没有请假，不用销假。
back-noted = 欢迎回来！交出去的单不再退回。
back-noted-desk = 欢迎回来！提醒又发给您了。
back-noted-for = { $person }销假了。
back-at-work = { $person }回来上班了。
cannot-stand-in = { $person }不能代{ $technician }：要同一网点，师傅由师傅代。
deputy-set = { $technician }不在时由{ $person }代。
deputy-ended = { $person }没有代理人了。
you-are-deputy = 您是{ $person }的代理人：{ $person }请假时，事情直接转给您。
you-hear-for = { $person }请假：{ $from_at } 到 { $until_at }。这段时间主管的事由您代。
contact-noted = 号码记下了。
same-person-here = 认出您了：您在别处的单这里也能看到（{ $count } 单未结）。
same-person-found = 另一个聊天里确认了同一个手机号，那边现在也能看到您的单。不是您就点下面。
code-to-confirm = 有人在另一个聊天里确认了您的手机号。是您本人，就在那边发：{ $code }（{ $until_at } 前）。不是就不用管。
type-code-shown-there = 号码记下了。以前的单在您另一个聊天里：请把那边刚收到的码发到这里。
same-person-ask-desk = 单 { $number } 记的电话，有位客户在聊天里确认是本人的。是同一个人吗？
united = 好，合成一个人了。
parted = 已分开，各看各的单。
nothing-to-part = 没有要分开的。
code-for-other-chat = 在您的另一个聊天里发：{ $code }（{ $until_at } 前，只能用一次）。别给别人。
button-that-is-me = 对，是我
button-undo-join = 撤销加入
button-invite = 邀请{ $role }
button-invite-branch = { $branch }：{ $role }
button-revoke = 作废
button-revoke-number = 作废第 { $count } 个
button-leave-to = 离职，单交给{ $technician }
button-leave-desk = 离职，单回待派
button-leave-yes = 确认离职
button-away-today = 今天
button-away-tomorrow = 明天
button-away-three = 三天
button-away-week = 一周
button-back-at-work = 销假
button-hand-over-all = 都交给{ $technician }
button-not-me = 不是我
button-same-person = 是同一个人
button-not-same-person = 不是

## 主管:代客报修、打电话、接手、合并、无效、退回、待办

why-taken_over = 主管另有安排
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
ask-heard = 客户电话里怎么说？
ask-heard-read = 问客户：“{ $asked }”点客户的回答。
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
joined-report = 单 { $other } 是同一件事，并进单 { $number } 了。那边说：{ $other_fault }
unmerged = 单 { $number } 重新单独处理。
unmerged-desk = 单 { $number } 从单 { $kept } 分开了，请处理。
merge-itself = 要两个不同的单号。
merge-into-closed = 单 { $kept } 已经结单，不能并进去。
merge-under-way = 两单都有师傅上门了，先收回一单再合并。
not-merged = 这一单没有合并过。
example-merge = 哪两单？例如：合并 10019 10024
asked-long-ago = 刚才的问题过了一阵了，要做的话请再点一次。现在可以这样：
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
agenda-danger = 🔴 危险，停工 { $count }
agenda-cancel = 客户要取消 { $count }
agenda-request = 师傅等您批 { $count }
agenda-answer = 客户等回复 { $count }
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
button-drop-draft = 不登记
button-called = 说过了
button-take-over = 收回
button-customer-says = 客户电话里说…
button-group-text = 发群里的话
button-invalid = 无效…
button-object = 不是的，请处理
button-merge = 合并到 { $number }
button-unmerge = 撤销合并
button-open-number = { $number }
button-further = 下一页
button-desk-more = 更多…

## 审批：制度里写的「先批准」

asked-own = 单 { $number } 要您批：{ $wording }{ $why }
    { $product }{ $kind }，故障：{ $fault }
asked-why = （{ $reason_given }）
why-ask-for = 为什么要批？点一个，或者写一句。
needs-approval = 还不能做。
wait-approval = 在等批准：{ $wording }。
ask-approval = 要先批准：{ $wording }。
button-ask-for = 请批准
decide-with-words = 同意就写：{ $wording }。
answer-needed = 同意的话请写：{ $wording }。
approved-own = 单 { $number } 批准了：{ $wording }。
    { $words }
refused-own = 单 { $number } 没批：{ $wording }。{ $reason_given }
no-words = 可以往下做了。
said-yes-already = 您已经同意了，等下一位。
asks-the-manager = 这件事要经理批。
approved-already = 已经批准了。
request-passed-desk = 好，再请{ $role }批。单 { $number }
detail-approval = 批示：{ $words }
detail-opinion = 处理意见：{ $words }

## 计次：打不通、记一笔

button-tried = 师傅打不通
button-tried-customer = 客户打不通
button-here = 我在
button-claim = 记一笔…
you-were-phoned = 单 { $number }：{ $person } 打电话找您，{ $how ->
        [off] 手机关机
       *[other] 没人接
    }。看到请点一下。
call-tried = 记下了：{ $technician } 的电话{ $how ->
        [off] 关机
       *[other] 没人接
    }，已告诉他。单 { $number }
call-tried-customer = 记下了：客户电话没人接。单 { $number }
we-called = 刚才给您打电话没打通。单 { $number }，有事请在这里说。
here-noted = 好，告诉主管了。单 { $number }
call-returned = { $technician } 回话了：在。单 { $number }
no-call-missed = 没有打给您没接到的电话。
nobody-to-phone = 这一单现在没有师傅可打。
not-your-own-phone = 打给自己的不用记。
no-job-to-note = { $technician } 手上没有单，没处可记。
example-no-answer = 谁打不通？例如：打不通 李师傅，或：打不通 10019 客户
breach-counted = 单 { $number } 拟记 { $charge }（{ $rule }：{ $wording }）。
    第 { $count } 次：{ $numbers }。只是拟记，{ $contest_by_at } 前可申诉。
breach-claimed = 单 { $number } 拟记 { $charge }（{ $rule }：{ $wording }）。
    { $person } 说：{ $reason_given }。只是拟记，{ $contest_by_at } 前可申诉。
count-reached = { $wording }：第 { $count } 次（{ $rule }，单 { $numbers }{ $whom }）。
count-of = ，{ $technician }
claim-which = 记哪一条？
claim-why = { $rule }：怎么回事？写一句，或者拍张照。
claim-noted = 拟记了（{ $rule }，{ $technician }），师傅已知道。单 { $number }
not-to-claim = 制度里没有这样能记的条款。
nobody-to-claim-of = 这一单没有师傅可记。
not-of-yourself = 自己不记自己。
example-claim = 记哪一条？例如：记一笔 10019 D7 没穿工装
## 违规:拟记、申诉、核定、为什么、更正

charge-points = { $points } 分{ $nth ->
    [0] {""}
   *[other] （第 { $nth } 次）
}
charge-amount = { $charge_fen } 元{ $nth ->
    [0] {""}
   *[other] （第 { $nth } 次）
}{ $times ->
    [0] {""}
   *[other] （费用的 { $times } 倍）
}
charge-fee-unknown = 费用的 { $times } 倍（费用还不知道）{ $nth ->
    [0] {""}
   *[other] （第 { $nth } 次）
}，{ $points } 分
missing-step = 没有记到“{ $step }”
missing-nothing = 到期还没做到
event-job-reported = 报修
event-intake-completed = 资料齐了
event-job-offered = 问师傅
event-job-dispatched = 派单
event-job-accepted = 接单
event-job-declined = 拒单
event-appointment-proposed = 发时间给客户
event-appointment-agreed = 约好时间
event-appointment-disputed = 客户说时间不对
event-technician-departed = 出发
event-technician-arrived = 到场
event-price-quoted = 报价
event-price-agreed = 客户同意报价
event-photo-received = 照片
event-work-noted = 现场记录
event-work-finished = 完工
event-technician-left = 离场报备
event-visit-delayed = 告诉客户要晚
event-customer-awaited = 没人开门
event-customer-absent = 没人在家
event-visit-ended = 下次再来
event-job-suspended = 先停下
event-job-resumed = 接着做
event-work-stopped = 危险停工
event-work-released = 解除停工
event-work-confirmed = 客户说好了
event-callback-answered = 回访
event-job-closed = 结单
event-call-made = 打过电话
event-message-answered = 回客户的话
event-human-answered = 回客户
event-other = 别的一步
event-numbered = 第 { $seq } 条记录
button-why = 为什么
button-contest = 申诉
button-concede = 认可
button-contest-more = 补充
button-contest-one = 申诉 { $number } { $rule }
button-uphold = 核定
button-waive-breach = 免记
button-to-judge = 待核定 { $count }
button-breach = { $number } { $rule }
button-uphold-all = 核定 { $rule } { $count } 项
button-waive-all = 免记 { $rule } { $count } 项
button-month-before = 上个月
button-step = { $was_at } { $step }
why-contest = 为什么不该记？点一个，写一句，或发照片。
contest-noted = 申诉记下了，单 { $number }（{ $rule }）。没参与的人来核定，{ $decide_by_at } 前答复你。
contest-noted-alone = 申诉记下了，单 { $number }（{ $rule }）。除了当事人没有别人能核定，先挂着，不算数。
breach-contested = 单 { $number }（{ $rule }，{ $charge }）{ $technician } 申诉：{ $reason_given_short }。
breach-accepted = 好，单 { $number }（{ $rule }）你认可了。还要主管核定才算。
breach-upheld = 单 { $number } 核定 { $charge }（{ $rule }：{ $wording }）。
    { $by_person }：{ $reason_given }
breach-waived = 单 { $number } 免记（{ $rule }：{ $wording }）。
    { $by_person }：{ $reason_given }
breach-undecidable = 单 { $number } 的拟记（{ $rule }）没有别人能核定，先挂着，不算数。
why-uphold = 核定单 { $number }，理由？点一个，或写一句。
why-forgive = 免记单 { $number }，理由？点一个，或写一句。
judged-uphold = 核定了：单 { $number }，{ $technician }，{ $charge }（{ $rule }）。已告诉本人。
judged-waive = 免记了：单 { $number }，{ $technician }（{ $rule }）。已告诉本人。
breach = 单 { $number }：{ $technician } 拟记 { $charge }
    { $rule }：{ $wording }
    { $due_at } 到期
    { $lines }
said-against = 申诉：{ $reason_given }
breach-is-proposed = { $contest_by_at } 前可申诉
breach-is-accepted = 本人认可
breach-is-contested = 申诉了，等核定
breach-is-upheld = 核定
breach-is-waived = 免记
breach-is-withdrawn = 撤回
breach-short-waits = 可申诉到 { $contest_by_at }
breach-short-proposed = 没有申诉
breach-short-accepted = 认可
breach-short-contested = 申诉
to-judge = 待核定：
    { $lines }
judge-rule = { $rule } { $wording }：{ $count } 项，申诉 { $contested } 项，可一起定 { $ripe } 项
judge-line = · { $number } { $technician } { $charge }，{ $state }
nothing-to-judge = 没有要核定的。
why-uphold-all = 核定 { $rule } 没有申诉的 { $count } 项（{ $wording }），理由？
why-waive-all = 免记 { $rule } 没有申诉的 { $count } 项（{ $wording }），理由？
sure-uphold-all = { $rule } 共 { $count } 项，理由：{ $reason_given }。核定吗？定了不能退。
sure-waive-all = { $rule } 共 { $count } 项，理由：{ $reason_given }。免记吗？定了不能退。
judged-uphold-all = { $rule } 核定了 { $count } 项，每位都告诉了。
judged-waive-all = { $rule } 免记了 { $count } 项，每位都告诉了。
my-breaches = 本月核定 { $points } 分，还没定的 { $open_points } 分。
    { $lines }
my-breach = · { $number } { $rule } { $charge }：{ $state }
my-breaches-none = 没有拟记，也没有核定过。
figures = 违规统计，{ $year } 年 { $month } 月：
    { $lines }
figures-line = { $rule }：拟记 { $proposed } · 申诉 { $contested } · 核定 { $upheld } · 免记 { $waived } · 撤回 { $withdrawn }
figures-none = 没有。
why-clock = 单 { $number } · { $rule }：{ $wording }
    { $lines }
    { $end }
    出处：{ $source }
why-ran = { $from_at }–{ $until } 计时 { $span }
why-stood = { $from_at }–{ $until } 暂停：{ $because }
why-until = { $ends_at }
why-earlier = （前面还有 { $count } 段）
why-given = 另加 { $span }
why-due = { $due_at } 到期
why-over = { $due_at } 到期，过了
why-ended = { $ended_at } 完成，{ $due_at } 到期
why-pause = 按规定停着
why-appointment-proposed = 等客户选时间
why-job-suspended = 单子先停下
why-approval-asked = 等公司答复
why-work-stopped = 危险停工
why-period = 还不到时候
why-outage-recorded = 系统停机
span-hours-minutes = { $hours } 小时 { $minutes } 分钟
no-clock-runs = 现在没有时限在走。
too-late-to-contest = 申诉时间过了（到 { $contest_by_at }）。
not-your-breach = 这不是记在你名下的。
no-breach-here = 没有可申诉的拟记。
decided-already = 已经定了。
part-of-it = 与你有关，要别人来核定。
nobody-else-decides = 与你有关，又没有别人能核定：先挂着，不算数。
may-still-contest = 师傅还可以申诉（到 { $contest_by_at }），先不能核定；免记可以。
which-step = 更正单 { $number } 的哪一步？
right-time = “{ $step }”记的是 { $was_at }。真正几点，为什么？例如：09:20 忘了点
corrected-technician = 单 { $number }：{ $by_person } 把“{ $step }”从 { $was_at } 更正为 { $right_at }，理由：{ $reason_given }。时限已重新计算。
not-your-own-step = 自己做的步骤，请别人来更正。
## 回访、保养、客户档案

kind-service = 保养
follow_up-due = 您的{ $product }用了几天了，想问您一下：
service-due = 您的{ $product }：
test-due = 您的{ $product }：
ask-topic = { $wording }
    （点一下，或者直接说说）
ask-service = 该保养了，给您约一次？
ask-test = 保修快到期了，到期前给您免费检测一次？人为损坏除外。
ask-wish-words = 哪里不好？写一句，我们好处理。
topic-noted = 谢谢，记下了。
followup-thanks = 谢谢您！有事随时找我们。
wish-noted = 记下了，会有人处理，处理好告诉您。
wish-handled = 您上次说的事处理好了（{ $product }）。谢谢您告诉我们！
wish-answer = 您上次问的有答复了（{ $product }）：{ $words }
put-off-noted = 好的，这次不约。
unsubscribed = 退订了：不再发通知、提醒和回访。报修照常。
resubscribed = 好的，通知和回访恢复了。
asset-customer = 您的{ $product }：{ $wording }。
button-topic-good = 好
button-topic-bad = 不太好
button-book-service = 约保养
button-book-test = 约检测
button-put-off = 这次不用
button-unsubscribe = 退订
button-resubscribe = 恢复
asset-caller = { $name } { $phone }
asset-caller-unknown = { $phone }
asset-late = { $wording }（{ $rule }）。
    { $product } { $number }，{ $who_is_it }
followup-phone = 请打电话回访：{ $product } { $number }，{ $who_is_it }
    { $topics }
topic-row = · { $wording }
service-due-phone = 请打电话：{ $product } { $number } 该保养了，{ $who_is_it }
test-due-phone = 请打电话：{ $product } { $number } 保修快到期，到期前免费检测，{ $who_is_it }
followup-missed = { $number } 记下了：没打通。
followup-noted = { $number } 记下了：一切都好。
wish-desk = 客户对{ $product } { $number } 不满意或有希望：{ $who_is_it }
    { $said_more }
wish-quoted = “{ $words_short }”
wish-explained-desk = { $number } 客户补充：“{ $words_short }”
wish-handled-desk = { $number } 处理好了。
wish-answered-desk = { $number } 的答复发给客户了。
wish-passed-up = 主管答不了，请您看：{ $product } { $number }，{ $who_is_it }
    { $said_more }
wish-passed-up-desk = { $number } 请经理看了。
answer-to-phone = 今天内请把答复打电话告诉客户：{ $who_is_it }（{ $number }）
    { $words }
answer-unsent = 答复发不到客户手机上，请打电话告诉客户：{ $who_is_it }（{ $number }）
    { $words }
contact-due = 重点客户，该联系了：{ $product } { $number }，{ $who_is_it }
contacted-noted = { $number } 记下了，下次 { $contact_at }。
plan-noted = { $number } 列为重点客户，{ $contact_at } 提醒您联系。
plan-ended = { $number } 不再是重点客户。
which-wish = 客户说了什么？写一句。
which-answer = 怎么答复客户？写一句，客户马上收到。
which-answer-phone = 怎么答复客户？写一句，今天内打电话告诉客户。
button-wish-handled = 处理好了
button-wish-answer = 答复客户
button-wish-up = 请经理看
button-reached-good = 打通了，都好
button-reached-wish = 打通了，有话说
button-not-reached = 没打通
button-contacted = 联系过了
agenda-wish = 客户的希望 { $count }
agenda-followup = 要电话回访 { $count }
agenda-contact = 重点客户 { $count }
asset-file = { $product } { $number }，修过 { $count } 次。{ $who_is_it }
    { $lines }
customer-file = 客户 { $name } { $phone }
    { $lines }
asset-row = · { $number } { $product }{ $model }，上门 { $count } 次{ $ends }{ $key }
asset-model = ，{ $model }{ $serial }
asset-serial = （出厂编号 { $serial }）
asset-warranty = ，保修到 { $last_day }
asset-key = ，重点客户，下次 { $contact_at }
asset-wish = 　希望：“{ $words_short }”
asset-wish-tapped = 　说不太好，没细说
customer-job = · 单 { $number } { $product }{ $kind }：{ $stage }
call-row = · { $call_at } { $number } { $person }：{ $what }{ $whom }
call-call-made = 电话告知
call-call-tried = 打了，没接
call-callback-answered = 电话回访
call-human-answered = 电话答复
call-followup-answered = 电话回访
call-followup-missed = 没打通
call-wish-noted = 电话里提了希望
call-wish-handled = 电话答复
call-contact-made = 联系重点客户
calls = 最近的电话：
    { $lines }
calls-none = 还没有电话登记。
example-customer = 哪位客户？例如：客户 13800138000，或者 客户 单号。
example-key = 例如：重点 A10019 30d；不用了：重点 A10019 取消。
no-such-customer = 没有这位客户。
wish-handled-already = 这件事已经处理好了。
passed-up-already = 已经请经理看了。
no-care-plan = 这位不是重点客户。

## 标签

tag-set = 给{ $name }标上了“{ $tag }”。
tag-off = 给{ $name }去掉了“{ $tag }”。
tag-there-already = 已经标着“{ $tag }”了。
tag-not-there = 没有标“{ $tag }”。
which-tag = { $name }：标哪个？
no-such-tag = 没有这个标签。{ $name }：标哪个？
no-tags = 制度里没有列标签（[tags]）。
example-tag = 例如：标签 13800138000 大客户；去掉：去标签 13800138000 大客户。
button-tag = 标上{ $tag }
button-untag = 去掉{ $tag }
detail-tag = 标签：{ $tag }

## 报表

month-name = { $n }月
period-day = { $month }{ $day }日
period-week = { $month }{ $day }日–{ $last_day }日
period-week-over = { $month }{ $day }日–{ $last_month }{ $last_day }日
period-month = { $year }年{ $month }
period-quarter = { $year }年第{ $quarter }季度
period-year = { $year }年
report-due = { $wording }（{ $rule }，{ $period }），{ $due_at } 前上报。
    { $lines }
report-ask = · { $wording }：
report-item = □ { $wording }
report-words = “{ $words }”
report-ticked = ✓ { $wording }
report-remind = 提醒：{ $wording }（{ $rule }，{ $period }）{ $due_at } 前上报。
report-late = { $wording }（{ $rule }，{ $period }）还没上报，{ $due_at } 到期。
report-noted = 记进报表了{ $count ->
        [0] {""}
       *[other] ，照片 { $count } 张
    }。
report-filed = 上报了：{ $wording }（{ $rule }，{ $period }）。
report-handed-in = { $person } 上报：{ $wording }（{ $rule }，{ $period }）
    { $lines }
report-seen = { $person } 看过了：{ $wording }（{ $rule }，{ $period }）。
report-back = { $person } 退回{ $period }的报表（{ $rule }）：“{ $words }” { $due_at } 前再上报。
report-not-due = 现在没有要上报的。
report-filed-already = 这一期上报过了。
report-photo-first = 先发一张照片，再上报。
which-missing = 还缺什么？写一句。
ask-report = 要说的写在这里，写好点上报。
ask-report-photo = 先发照片，再上报。
reports = 报表
    { $lines }
no-reports = 规则包里没有要交的报表。
report-row-ahead = · { $wording }（{ $rule }）：{ $due_at } 前交
report-row-count = · { $wording }（{ $rule }）：这一期到 { $due_at }
report-row-due = ● { $wording }（{ $rule }，{ $period }）：要交，{ $due_at } 前{ $more }
report-row-more = ，还有 { $count } 期没交
report-row-filed = · { $wording }（{ $rule }，{ $period }）：交了，还没看
report-row-seen = · { $wording }（{ $rule }，{ $period }）：看过了
button-file-report = 上报
button-file-ticked = 都做到了，上报
button-received = 看过了
button-return-report = 退回
button-open-report = { $rule } { $period }
agenda-report = 要上报的 { $count }
agenda-report-line = · { $number } { $wording }（{ $period }）{ $until }
figure-jobs = 报修 { $reported }，完工 { $finished }，现在没完 { $waiting }
figure-products = 其中{ $product } { $count }
figure-repeats = 返修 { $count }
figure-ratings = 评分 { $mean }（{ $count } 次）
figure-callbacks = 回访 { $count }，有问题 { $problems }
figure-wishes = 客户的希望 { $noted }，处理好 { $handled }
figure-breaches = 拟记 { $proposed }，核定 { $upheld }
figure-fees = 收费 { $count } 单，共 { $fen }
figure-sheets = 完工 { $finished } 单，有签字服务单 { $signed }
count-short = { $wording }（{ $rule }，{ $period }）：{ $count } 次，要 { $least } 次。
## 通知：发给很多客户，不能聊天的打电话，打不通的寄信
example-notice = 例如：通知 2026-12-20 空调 冬季免费检查，想约的回个话。产品可以不写，也可以写 重点。
notice-day-is-over = 通知要写还没到的日子。
notice-no-customers = 没有这样的客户档案，不用发。
notice-for-nobody = 有 { $count } 位这样的客户，都退订了，不发。
pack-sends-no-notices = 现在的制度包不发通知。
notice-preview = 通知 { $number } 还没发。{ $held_on }，给{ $to }：
    “{ $words }”
    { $total } 位客户：聊天发 { $chat } 位，打电话 { $phone } 位，退订不发 { $refused } 位。
    { $late }
notice-to-all = 所有客户
notice-to-key = 重点客户
notice-to-product = 有{ $product }的客户
notice-too-late = ⚠ 晚了：{ $wording }（{ $rule }）。
button-notice-send = 发送
button-notice-cancel = 取消
button-notice-stop = 停止发送
button-notice-calls = 打电话（{ $count }）
button-notice-letters = 寄信（{ $count }）
button-notice-called = 打过了
button-notice-unwanted = 不要通知
button-notice-next = 下一位
button-letter-sent = 寄了信
button-letter-spared = 不用寄
notice = 通知（{ $held_on }）：{ $words }
notice-sending = 通知 { $number } 开始发：已发 { $sent }/{ $total }。
notice-waits = 现在是休息时间，通知 { $number } { $next_at } 开始发。
notice-progress = 通知 { $number }：已发 { $sent }/{ $total }。
notice-sent = 通知 { $number } 发完了，{ $sent } 位。{ $calls }
notice-to-call = 还要打电话 { $count } 位。
notice-to-write = 还要寄信 { $count } 封。
notice-done = 通知 { $number } 通知完了：发 { $sent } 位，打通 { $called } 位，没打通 { $missed } 位。
notice-dropped = 通知 { $number } 取消了，谁也没收到。
notice-stopped = 通知 { $number } 停了，已发 { $sent } 位。
notice-late = 通知 { $number }（{ $held_on }）：{ $wording }（{ $rule }）。
notice-file = 通知 { $number }（{ $held_on }）{ $stands }：“{ $words_short }”
    已发 { $sent }/{ $total }，打通 { $called }，没打通 { $missed }，寄信 { $written }。
    { $calls }{ $letters }
notice-is-drafted = 还没发
notice-is-sending = 在发
notice-is-sent = 发完了
notice-is-done = 都通知了
notice-is-cancelled = 取消了
notice-call = 请打给 { $who_is_it }（{ $product }，{ $left }）：
    { $held_on }，{ $words }
notice-calls-none = 电话都打过了。
notice-called-already = 这位已经打过了。
notice-letter = 请寄信给 { $name }，{ $address }（{ $left }）：
    { $held_on }，{ $words }
notice-letters-none = 信都寄过了。
letter-sent-already = 这封信已经处理过了。
agenda-notice_call = 通知要打电话 { $count }
agenda-letter = 要寄信 { $count }
agenda-notice = · { $number } { $held_on }，{ $count } 位{ $until }
call-notice-called = 电话通知
call-notice-missed = 通知没打通
call-owner-spoken = 巡访，打过了
call-owner-missed = 巡访，没打通

## 登记、满意度、巡访
letters = 最近的信件：
    { $lines }
letters-none = 还没有信件登记。
letter-about = “{ $words_short }”
letter-noted = 记下了，寄了信。{ $number }
example-letter = 例如：寄信 A10019 保养提醒信。资产号在 客户 里看。
register-whom = （{ $customer }）
button-earlier = 更早的
satisfaction = 满意度，{ $year } 年 { $month } 月：
    { $lines }
satisfaction-stars = 评分平均 { $mean } 星（{ $count } 次）
satisfaction-technician = · { $technician } { $mean } 星（{ $count } 次）
satisfaction-topics = 回访说好的：
satisfaction-topic = · { $wording } { $share }%（{ $good }/{ $count }）
satisfaction-wishes = 客户的希望：提出 { $noted }，处理 { $handled }{ $open_now }
satisfaction-open = ，现在还有 { $count }
satisfaction-rounds = 巡访机主：联系到 { $spoken }，没打通 { $missed }
no-rounds = 制度包没写多久巡访一次（[care] owners_every）。
owners-districts = 该联系的机主：
    { $lines }
district = · { $area } { $count } 位
district-name = { $area }
districts = { $lines }
no-such-district = 没有机主在“{ $area }”。有这些片区：
    { $areas }
owners-none = { $area }今天没有要联系的机主了。
owners-none-anywhere = 今天没有要联系的机主。
owner = { $area }，请联系 { $who_is_it }，{ $address }：
    { $product } { $number }，{ $days } 天没联系了，{ $left }。
more-people = 后面还有 { $count } 位
more-letters = 后面还有 { $count } 封
more-than = 后面还有 { $count } 位以上
last-one = 最后一位
button-owner-phoned = 打过了
button-owner-wish = 打过，有话说
button-owner-visited = 去过了
column-kind = 类型
column-charged = 收费
column-technician = 师傅
column-dispatched = 派单
column-accepted = 接单
column-arrived = 到场
column-finished = 完工
column-price = 金额（元）
column-stage = 状态
column-day = 日期
column-time = 时间
column-branch = 网点
column-number = 编号
column-customer = 客户
column-phone = 电话
column-address = 地址
column-what = 事项
column-topics = 问了什么
column-answer = 回答
column-words = 内容
column-by = 经手人
column-product = 产品
column-model = 型号
column-bought = 购买日期
column-warranty = 保修到
column-service = 下次保养
column-visits = 上门次数
column-key = 重点客户
column-refused = 已退订
answer-good = 好
answer-bad = 不好
answer-yes = 是
call-letter-sent = 寄信
call-letter-posted = 寄信

## 链接后面的页面

customer-is-texted = 这位客户会收到短信和链接，在网页上就能选时间、评价；短信说不了的再请您打电话。
page-job = 单 { $number }（{ $product }）：{ $stage }。
    故障：{ $fault }
    地址：{ $address }
    电话：{ $phone }
    { $visit }
page-file = 您的{ $product }。
page-busy = 正忙，没有收下。请过一会儿再发一次。

## 短信：每条不超过两段，后面跟链接

sms-registered = 已登记，单号{ $number }。进度和改时间点：
sms-times-proposed = { $technician }想约上门时间，请点开选一个（单{ $number }）：
sms-visit-agreed = 约好{ $window }，{ $technician }上门（单{ $number }）。要改点：
sms-visit-stated = { $technician }说约好了{ $window }上门（单{ $number }）。不对请点：
sms-visit-delayed = 抱歉，{ $technician }要晚到：{ $window }（单{ $number }）。详情：
sms-technician-changes = 单{ $number }换一位师傅，会再约时间。详情：
sms-price-quoted = 单{ $number }报价{ $total_fen }元，同意了才动手，请点：
sms-suspended-customer = 单{ $number }要等一等，预计{ $resume_at }继续。原因：
sms-at-your-door = { $technician }在您门口，没人开门（单{ $number }）。请点：
sms-cancelled = 单{ $number }取消了。需要再修请点：
sms-work-finished = { $technician }说修好了（单{ $number }）。好了没有、打几分，请点：
sms-closed = 单{ $number }结单了，谢谢！记录：
sms-callback = 前两天修的{ $product }用着怎么样（单{ $number }）？请点：
sms-handling-opinion = 单{ $number }有处理意见，请看：
sms-technician-says = { $technician }有话转告您（单{ $number }），请看：
sms-desk-says = 客服回复您了（单{ $number }），请看：
sms-code-to-confirm = 验证码{ $code }，{ $until_at }前有效。不是您本人就不用管。

## 服务单

sheet-title = 售后服务单
sheet-copy-company = 公司联
sheet-copy-customer = 客户联
sheet-reported = 报修日期
sheet-customer = 客户
sheet-phone = 电话
sheet-address = 地址
sheet-machine = { $product } { $kind }，{ $service } { $model } { $serial }
sheet-product = 产品
sheet-fault = 故障
sheet-technician = 师傅
sheet-visit = 预约上门
sheet-dispatched = 派单
sheet-accepted = 接单
sheet-cause = 故障原因
sheet-remedy = 处理结果
sheet-parts = 更换配件
sheet-parts-hint = 没有就写“无”
sheet-arrived = 到场时间
sheet-restored = 恢复时间
sheet-used = 用时
sheet-price = 收费
sheet-opinion = 客户意见
sheet-good = 满意
sheet-fair = 一般
sheet-bad = 不满意
sheet-signature = 客户签名
sheet-signature-hint = 请核对上面的内容后，签在框里
sheet-date = 日期：
sheet-foot = 拍照上传时，请把整张单子或签名框连同四周的黑色方块、二维码一起拍进去，平整、光线足。一式两份，客户留一份。
sheet-window = { $window }
sheet-step = { $person } { $done_at }
sheet-time = { $done_at }
sheet-total = { $total_fen } 元
sheet-stars = { $stars } 星
sheet-signed-at = 手指签名：{ $when }
sheet-signed-what = 客户在屏幕上看过以上内容后签名。签名内容的指纹：
sheet-here = 单 { $number } 的服务单在这里，可以打印，也可以存下来。
sheet-on-page = 服务单在这里打开：{ $page }
sheet-after-accepting = 接了单才有服务单。
sheet-erased = 单 { $number } 的签名内容已经按要求删除了。
sheet-signed = 客户在屏幕上签好了。单 { $number }。
sheet-signed-copy = 谢谢签字！这是您的那一联，单 { $number }。
sign-link = 请客户扫码或打开链接，看过内容后在屏幕上签名；也可以用您的手机给客户签。4 小时内有效。
    { $link }
sign-on-site = 到了现场、还没签过才能签字。
sign-page-over = 这次上门不再用这个链接签字了。要签字，请让现在的师傅再发一个。
signed-already = 已经签过了。
signature-too-large = 签名的图太大了，请清除后再签一次。
signature-empty = 还没有签名，请在框里签。
sheet-changed = 单子的内容刚刚变了，请再看一遍，再签一次。
button-sheet = 服务单
button-sign-here = 手机签字
## 微信公众号的菜单

subscribe-here = 两天后想在微信里问您用得怎样，点开同意一下：{ $page }
wechat-menu-report = 报修
wechat-menu-progress = 进度
wechat-menu-human = 人工
wechat-menu-says-report = 报修
wechat-menu-says-progress = 进度
wechat-menu-says-human = 人工

## 照片里看到了什么

picture-empty = 这个文件是空的。请重新拍一张发来。
picture-too-many-bytes = 文件超过 { $megabytes } MB。请用普通清晰度再拍一张。
picture-too-many-pixels = 照片超过 { $megapixels } 百万像素。请用普通清晰度再拍一张。
picture-is-page = 这是网页或图形文件，不是照片。请直接拍照发来。
picture-is-archive = 这是压缩包，不是照片。请把照片直接发来。
picture-is-heic = 这张照片是 HEIC 格式，这里打不开。请以 JPEG 格式发来（或从聊天里直接拍照）。
picture-is-video = 这是视频，不是照片。请拍一张照片。
picture-damaged = 照片打不开，可能没有传完。请重新发一次。
picture-broken-off = 照片没有传完整，只看到一部分。
photo-too-small = 照片太小（{ $pixels } 像素）。请发原图或靠近再拍。
photo-too-dark = 照片太暗了。请开灯或打开闪光灯再拍。
photo-blurred = 照片模糊了。请拿稳手机，等对焦后再拍。
qr-unseen = 没看到二维码。
qr-unknown = 这不是我们的二维码。
qr-of-others = 这是别家公司的二维码。
qr-altered = 这个二维码被改动过，不能用。
qr-other-purpose = 这个二维码不是用在这里的。
qr-expired = 这个二维码已过期。
qr-elsewhere = 二维码指向别处：{ $host }。
service-number-differs = 看到的号码是 { $read }，和公司服务电话不一样。
service-number-unread = 没看清服务电话，请靠近再拍一张。
private-number-seen = 看到一个私人号码：{ $read }。
nameplate-unread = 没看清铭牌，请靠近再拍，或把型号打出来。
nameplate-unread-again = 还是没看清铭牌。没关系，师傅上门再看。
nameplate-read-both = 铭牌上看到：型号 { $model }，出厂编号 { $serial }，对吗？
nameplate-read-model = 铭牌上看到：型号 { $model }，对吗？
nameplate-read-serial = 铭牌上看到：出厂编号 { $serial }，对吗？
nameplate-type = 好，请把型号、出厂编号打出来，一起写或只写一个都行，例如 KFR-35GW，也可以重拍。
nameplate-type-model = 好，请把型号打出来，例如 KFR-35GW，也可以重拍。
nameplate-type-serial = 好，请把出厂编号打出来，也可以重拍。
nameplate-rest-serial = 型号 { $model } 记下了。出厂编号 { $seen_serial } 对吗？
nameplate-rest-model = 出厂编号 { $serial } 记下了。型号 { $seen_model } 对吗？
nameplate-unsure = { $read }（第 { $places } 位看不太准：{ $signs }）
nameplate-skipped = 好的，师傅上门再看。
nameplate-old = 这张铭牌不用再确认了。
button-plate-right = 对
button-plate-wrong = 不对，我来打
button-plate-not = 不对
nobody-could-read = 这里没有装识别文字的部件，由人来看。
photo-queue-full = 照片太多，暂时看不过来，由人来看。
photo-not-compared = 没能查出这张照片以前用过没有，由人来看。
photo-not-looked-at = 这张照片没能自动查看，由人来看。

## 照片看过了

photo-was-used = 像以前用过的照片。
photo-taken-early = 拍摄时间 { $taken_at }，早于到场 { $arrived_at }。
photo-unclear = 看不清楚
photo-doubted = 这张照片：{ $why }
button-retake = 重拍
button-as-it-is = 就是这样
desk-looks = 好的，请主管看一下。
nobody-else-looks = 单 { $number }：这张照片有疑问，这里的主管只有你自己，没有别人能看。疑问留在记录里。
    { $why }
desk-looks-already = 主管已经在看了。
photo-judged-already = 这张照片已经有人看过了。
photo-doubted-desk = 单 { $number }：{ $technician } 的照片请您看一下。
    { $why }
button-photo-good = 可以
button-photo-again = 请重拍
button-photo-breach = 记一笔…
photo-judged-accept = 照片可以，记下了（单 { $number }）。
photo-judged-again = 请师傅重拍了（单 { $number }）。
photo-again = 主管请你重拍（单 { $number }）：{ $wording }
    { $why }
agenda-photo = 照片要看 { $count }
photo-figures = 照片，{ $year }年{ $month }月：
    { $lines }
photo-figures-all = 看过 { $count } 张，有疑问 { $doubted } 张（{ $share }%）
photo-figures-opened = · 打不开或没看成 { $doubted }/{ $count }
photo-figures-quality = · 不清楚 { $doubted }/{ $count }
photo-figures-service_number = · 服务电话 { $doubted }/{ $count }
photo-figures-private_number = · 私人电话 { $doubted }/{ $count }
photo-figures-code = · 贴纸二维码 { $doubted }/{ $count }
photo-figures-job = · 服务单不是这一单 { $doubted }/{ $count }
photo-figures-sheet = · 没认出服务单 { $doubted }/{ $count }
photo-figures-signature = · 客户签名 { $doubted }/{ $count }
photo-figures-written = · 没填全 { $doubted }/{ $count }
photo-figures-taken = · 到场前拍的 { $doubted }/{ $count }
photo-figures-reused = · 像用过的 { $doubted }/{ $count }
photo-figures-judged = 主管看过：可以 { $accept } · 重拍 { $again } · 记一笔 { $breach }
photo-figures-of = · { $technician }：{ $doubted }/{ $count }
photo-figures-camera = · { $camera }：{ $doubted }/{ $count }
photo-figures-no-camera = · 没写相机（聊天软件去掉了）：{ $doubted }/{ $count }

## 服务单照片看到了什么

sheet-not-found = 没认出服务单。请把单子拍平，四周的黑色方块和二维码都拍进去。
sheet-of-another-job = 这是单 { $other } 的服务单，不是这一单的。
sticker-of-another = 这张贴纸已经贴在别的机器上了。
stickers-unused = 照片里有 { $count } 张没用过的贴纸，不知道贴的是哪一张。请只拍贴好的那一张。
signature-missing = 客户签名框是空的。
signature-doubtful = 签名看不清，像是有字。请靠近一点再拍，或请客户签清楚些。
signature-not-in-picture = 客户签名框没有拍全。
boxes-empty = 还有 { $count } 处没填。
boxes-not-in-picture = 要填的几处没有拍进来，请把整张单子拍全。

## 贴纸

sticker-title = 服务贴纸
sticker-number-label = 报修、售后服务电话
sticker-hint = 扫码报修，不用再报型号和购买日期
sticker-plain = 您好！哪里坏了？请用一句话说说，例如：空调不制冷。
sticker-known = 您好！这台{ $product }的型号和保修我们有记录。哪里坏了？请用一句话说说。
sticker-bound = 贴纸记在单 { $number } 的产品上了。
sticker-used = 这张贴纸已经贴在别的产品上了，请换一张。
sticker-on-site = 到了现场再扫贴纸，就记在那一单的产品上。
