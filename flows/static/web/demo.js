// The suggestions of the demo page: each is said in the chat, through the interface that any page may use.
for (const button of document.querySelectorAll("[data-ask]")) {
  button.addEventListener("click", () => {
    window.BotBuilder?.open();
    window.BotBuilder?.send(button.textContent.trim());
  });
}
