import { Button, Checkbox, Icon, IconButton } from "../../../../ui";
import { faultOf, MOST_SPANS, OFFICE, oneMore, type Day, type Span } from "./hours";
import { t } from "./words";

interface DayRowProps {
  name: string;
  day: Day;
  onChange: (day: Day) => void;
}

/** One day of the week: closed, or open in one span or several. */
export function DayRow({ name, day, onChange }: DayRowProps) {
  const fault = faultOf(day);
  const put = (index: number, span: Span) => onChange(day.map((before, at) => (at === index ? span : before)));
  return (
    <div className="hoursday" role="group" aria-label={name}>
      <Checkbox label={name} checked={day.length > 0} onChange={(open) => onChange(open ? [OFFICE] : [])} />
      <div className="hoursspans">
        {day.length === 0 && <span className="small t3 hoursclosed">{t("closed")}</span>}
        {day.map(([begin, end], index) => (
          <span key={index} className="row hoursspan">
            <input
              type="time"
              className="input"
              aria-label={t("opens", { day: name })}
              aria-invalid={fault !== null || undefined}
              value={begin}
              onChange={(event) => put(index, [event.target.value, end])}
            />
            <span className="small t3">{t("to")}</span>
            <input
              type="time"
              className="input"
              aria-label={t("closes", { day: name })}
              aria-invalid={fault !== null || undefined}
              value={end}
              onChange={(event) => put(index, [begin, event.target.value])}
            />
            {day.length > 1 && (
              <IconButton icon="close" label={t("remove", { begin, end, day: name })} onClick={() => onChange(day.filter((_, at) => at !== index))} />
            )}
            {index === day.length - 1 && day.length < MOST_SPANS && (
              <Button size="s" kind="quiet" icon="add" aria-label={t("moreOn", { day: name })} onClick={() => onChange(oneMore(day))}>
                {t("more")}
              </Button>
            )}
          </span>
        ))}
        {fault !== null && (
          <span className="small bad row hoursfault" role="alert">
            <Icon name="alert" size="s" />
            {t(fault)}
          </span>
        )}
      </div>
    </div>
  );
}
