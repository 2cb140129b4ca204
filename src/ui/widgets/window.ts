/** Which part of a long list is on the screen. */

/**
 * The first row to show so that `cursor` is in view with `margin` rows around it where possible. Stays at `top` while it
 * can, so that the list moves as little as possible.
 */
export function windowTop(
  top: number,
  cursor: number,
  count: number,
  height: number,
  margin = 2,
): number {
  const around = Math.min(margin, Math.max(0, Math.floor((height - 1) / 2)));
  const highest = cursor - around;
  const lowest = cursor + around - height + 1;
  const wanted = Math.min(Math.max(top, lowest), highest);
  return Math.max(0, Math.min(wanted, count - height));
}
