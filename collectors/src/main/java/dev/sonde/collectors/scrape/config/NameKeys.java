package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.processors.relabel.LabelNaming;
import java.util.Optional;

/// Which names are allowed, and how targets are asked to write others.
record NameKeys(LabelNaming naming, Escaping escaping) {
  private static final String SCHEME = "metric_name_validation_scheme";
  private static final String ESCAPING = "metric_name_escaping_scheme";

  static NameKeys read(Settings in, Usual usual) {
    LabelNaming naming =
        in.parsed(
                SCHEME,
                "",
                NameKeys::naming,
                "Names that are allowed: utf8, legacy. Not set: " + written(usual.naming()) + ".")
            .orElse(usual.naming());
    Optional<Escaping> read =
        in.parsed(
            ESCAPING,
            "",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Escaping.parse(text)),
            "How targets are asked to write other names: allow-utf-8, underscores, dots, values."
                + " Not set: allow-utf-8; with legacy, underscores.");
    if (naming == LabelNaming.LEGACY && read.equals(Optional.of(Escaping.ALLOW_UTF_8))) {
      in.problem(ESCAPING, "allow-utf-8 does not go with legacy names; write underscores");
    }
    return new NameKeys(naming, read.orElse(escaping(naming, usual)));
  }

  private static Escaping escaping(LabelNaming naming, Usual usual) {
    Escaping inherited = usual.wanted().escaping();
    return naming == LabelNaming.LEGACY && inherited == Escaping.ALLOW_UTF_8
        ? Escaping.UNDERSCORES
        : inherited;
  }

  private static String written(LabelNaming naming) {
    return switch (naming) {
      case UTF8 -> "utf8";
      case LEGACY -> "legacy";
    };
  }

  private static Optional<LabelNaming> naming(String text) {
    return switch (text) {
      case "" -> Optional.empty();
      case "utf8" -> Optional.of(LabelNaming.UTF8);
      case "legacy" -> Optional.of(LabelNaming.LEGACY);
      default -> throw new IllegalArgumentException("is not one of utf8, legacy");
    };
  }
}
