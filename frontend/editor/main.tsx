import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../ui/fonts";
import "../ui/tokens.css";
import "../ui/components.css";
import { language } from "../ui/i18n";
import { startTheme } from "../ui/theme";
import { App } from "./app/App";
import "./app/app.css";

startTheme();
document.documentElement.lang = language();

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
