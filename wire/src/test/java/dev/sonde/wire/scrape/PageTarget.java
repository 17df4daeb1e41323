package dev.sonde.wire.scrape;

import dev.sonde.api.Extra;
import dev.sonde.api.Histogram;
import dev.sonde.wire.Damage;
import dev.sonde.wire.FuzzTarget;
import dev.sonde.wire.scrape.PageSink.Natives;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// A target of one format, or of one that comes with another format now and then.
final class PageTarget implements FuzzTarget {
  private static final List<String> TOKENS =
      List.of(
          "# EOF\n",
          "# TYPE ",
          "# HELP ",
          "# UNIT ",
          "\n",
          "\r\n",
          " \t",
          "{",
          "}",
          "\"",
          "\\",
          "\\\"",
          " # {a=\"b\"} 1 2",
          "NaN",
          "+Inf",
          "1e999",
          "1e-400",
          "-0",
          "0x1p3",
          "9223372036854775808",
          "0.1234567890123456789012345678901234567890",
          "__name__",
          "le=\"",
          "quantile=\"",
          "_total",
          "_bucket",
          "_created",
          "=",
          ",",
          "\u0000",
          "é",
          "\ufeff",
          "\ud83d\ude00");
  private static final List<PageFormat> FORMATS = List.of(PageFormat.values());
  private static final PageLimits NARROW = new PageLimits(60, 2, 1_000_000);

  /// Readers that are used again for every target, as an agent uses them.
  static final class Readers {
    private final PageReader usual = new PageReader(0x5eed, PageLimits.USUAL);
    private final PageReader narrow = new PageReader(0x5eed, NARROW);
  }

  private final Random random;
  private final boolean mixed;
  private final Natives natives;
  private final Trial trial;
  private final Mutations text;
  private final Mutations strict;
  private final MadeFamilies families;
  private final Damage damage;
  private final WireDamage wireDamage;
  private PageFormat format;
  private byte[] page = {};

  PageTarget(Random random, Readers readers) {
    this.random = random;
    this.format = any(FORMATS);
    this.mixed = random.nextInt(5) == 0;
    this.natives = any(List.of(Natives.values()));
    boolean small = !mixed && format != PageFormat.PROTOBUF && random.nextInt(8) == 0;
    this.trial =
        new Trial(
            format,
            small ? NARROW : PageLimits.USUAL,
            small ? readers.narrow : readers.usual,
            natives);
    this.text = new Mutations(random, PageFormat.PROMETHEUS_TEXT);
    this.strict = new Mutations(random, PageFormat.OPEN_METRICS);
    this.families = new MadeFamilies(random);
    this.damage = new Damage(random, TOKENS);
    this.wireDamage = new WireDamage(random);
    if (random.nextInt(500) == 0) {
      grow();
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void grow() {
    for (int i = 0; i < 200; i++) {
      change();
    }
  }

  @Override
  public Tried next() {
    if (mixed && random.nextInt(3) == 0) {
      format = any(FORMATS);
    }
    page = made();
    var summary = trial.read(page, format);
    change();
    if (summary.isEmpty()) {
      return Tried.refused(name());
    }
    var extras = trial.sink().extras();
    long histograms = extras.stream().flatMap(List::stream).filter(PageTarget::isWhole).count();
    long all = extras.stream().mapToLong(List::size).sum();
    return new Tried(
        name(), false, summary.get().places(), (int) (all - histograms), (int) histograms);
  }

  private static boolean isWhole(Extra extra) {
    return extra instanceof Histogram;
  }

  private String name() {
    return switch (format) {
      case PROMETHEUS_TEXT -> "Prometheus text";
      case OPEN_METRICS -> "OpenMetrics";
      case PROTOBUF -> "protobuf";
    };
  }

  private byte[] made() {
    byte[] made = maybeSpoilt();
    while (format == PageFormat.PROTOBUF && misleads(made)) {
      made = maybeSpoilt();
    }
    return made;
  }

  /// Of a number in ten bytes protobuf-java takes the last for 1 even where it is 0.
  private static boolean misleads(byte[] page) {
    int run = 0;
    for (byte octet : page) {
      if (run >= 9 && octet == 0) {
        return true;
      }
      run = octet < 0 ? run + 1 : 0;
    }
    return false;
  }

  private byte[] maybeSpoilt() {
    byte[] sound =
        switch (format) {
          case PROMETHEUS_TEXT -> text.page();
          case OPEN_METRICS -> strict.page();
          case PROTOBUF -> families.page();
        };
    return switch (random.nextInt(8)) {
      case 0 -> random.nextBoolean() ? damage.spoil(sound) : sound;
      case 1, 2 -> format == PageFormat.PROTOBUF ? wireDamage.spoil(sound) : sound;
      default -> sound;
    };
  }

  private void change() {
    switch (format) {
      case PROMETHEUS_TEXT -> text.change();
      case OPEN_METRICS -> strict.change();
      case PROTOBUF -> families.change();
    }
  }

  @Override
  public String says() {
    return format + ", " + natives + ", mixed " + mixed + ": " + HexFormat.of().formatHex(page);
  }
}
