"""The pages: the full-page chat, the demo, the studio's one page, and the script that sites embed."""
