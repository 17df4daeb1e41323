package dev.sonde.engine.config;

/// Says what is wrong with a value without giving secrets away.
final class Refusal {
  private Refusal() {}

  static String of(String key, Node.Scalar scalar, boolean secret, IllegalArgumentException why) {
    String said = why.getMessage() == null ? "can't be used" : why.getMessage();
    String shown = secret ? Shown.quoted(Shown.secret(scalar)) : Shown.value(key, scalar);
    boolean hidden = !shown.equals(Shown.quoted(scalar.text()));
    String safe =
        hidden && scalar.text().length() > 1 ? said.replace(scalar.text(), Shown.HIDDEN) : said;
    boolean readsOn = Character.isLowerCase(safe.charAt(0));
    return shown + (readsOn ? " " : ": ") + safe;
  }
}
