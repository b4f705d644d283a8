import { Component, type ReactNode } from "react";
import { Banner, Button } from "../../ui";
import { t } from "./words";

/** Keeps a broken page from taking the studio with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="alone">
        <Banner tone="bad" title={t("pageBroke")} action={<Button onClick={() => window.location.reload()}>{t("again")}</Button>}>
          {t("pageBrokeText")}
        </Banner>
      </main>
    );
  }
}
