/* The button that asks, inside WeChat, for one more message. Elsewhere, and where WeChat does not know it, it stays
   hidden: whoever cannot agree loses nothing. What they chose WeChat tells our server, not this page. */

const box = document.querySelector("[data-subscribe]");
const wx = window.wx;

if (box && wx && navigator.userAgent.includes("MicroMessenger")) {
  wx.config({
    appId: box.dataset.app,
    timestamp: Number(box.dataset.timestamp),
    nonceStr: box.dataset.nonce,
    signature: box.dataset.signature,
    jsApiList: ["closeWindow"], // WeChat wants one
    openTagList: ["wx-open-subscribe"],
  });
  wx.ready(() => (box.hidden = false));
  document.addEventListener("WeixinOpenTagsError", () => (box.hidden = true));
  box.querySelector("wx-open-subscribe").addEventListener("success", (event) => {
    const answers = Object.values(JSON.parse(event.detail.subscribeDetails || "{}")).map((one) => JSON.parse(one));
    box.querySelector("[data-done]").hidden = !answers.some((one) => one.status === "accept");
  });
}
