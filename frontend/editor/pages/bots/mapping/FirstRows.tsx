import { Chip } from "../../../../ui";
import type { Sheet } from "../../../api/imports";
import { languageName } from "../../../app/dates";
import { columnName, purposeOf, type SheetMapping } from "./mapping";
import { fieldName } from "./names";
import { t } from "./words";

/** The first rows as they stand in the sheet, with what each column is for above it. */
export function FirstRows({ sheet, mapping }: { sheet: Sheet; mapping: SheetMapping }) {
  const columns = Array.from({ length: sheet.rows[0]?.length ?? 0 }, (_, column) => column);
  const rows = mapping.header ? sheet.rows.slice(1) : sheet.rows;
  if (columns.length === 0) return null;
  return (
    <>
      {/* Wider than the dialog for most sheets; reachable by keyboard to be scrolled. */}
      <div className="mapscroll" role="region" aria-label={t("firstRows", { name: sheet.name })} tabIndex={0}>
        <table className="table maptable">
          <thead>
            <tr>
              {columns.map((column) => {
                const purpose = purposeOf(mapping, column);
                return (
                  <th key={column} scope="col">
                    <span className="clip">{columnName(sheet, mapping.header, column)}</span>
                    {mapping.kind !== null &&
                      (purpose === null ? (
                        <span className="maploose">{t("unused")}</span>
                      ) : (
                        <Chip tone="sig" icon="check">
                          {"field" in purpose ? fieldName(purpose.field) : languageName(purpose.language)}
                        </Chip>
                      ))}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column}>
                    <span className="clip" title={row[column]}>
                      {row[column]}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sheet.more_columns > 0 && <p className="small t3">{t("moreColumns", { count: sheet.more_columns })}</p>}
    </>
  );
}
