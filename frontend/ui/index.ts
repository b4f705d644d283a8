/** Everything the studio's pages are made of. */
export { Button, IconButton, type ButtonProps, type IconButtonProps } from "./Button";
export { Dialog, type DialogProps } from "./Dialog";
export {
  Checkbox,
  Field,
  SearchBox,
  Select,
  Switch,
  TextArea,
  TextField,
  type Choice,
  type FieldProps,
  type FieldTies,
  type SelectProps,
  type TextAreaProps,
  type TextFieldProps,
} from "./Field";
export { focusable, useFocusReturn } from "./focus";
export { Icon } from "./Icon";
export { ICONS, isIconName, type IconName } from "./icons";
export { Avatar, Bar, Bead, Chip, Count, Dot, Emblem, isCategory, Kbd, Mark, type Category, type Tone } from "./marks";
export { Markdown } from "./Markdown";
export { Menu, type MenuItem } from "./Menu";
export { Popover, type Anchor } from "./Popover";
export { Segmented, type Segment } from "./Segmented";
export { Banner, EmptyState, Skeleton, useAfter } from "./states";
export { Table, type Column } from "./Table";
export { ToastHost } from "./ToastHost";
export { dismissToast, toast } from "./toasts";
export { Tooltip } from "./Tooltip";
