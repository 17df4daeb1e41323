package dev.sonde.wire.pushed;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonFlag;
import dev.sonde.wire.json.JsonNull;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Times as the documents write them: ISO 8601 with `Z`, an offset or neither (then it is UTC), and
/// numbers since 1970, whose magnitude says what they count: seconds below 10^11, milliseconds
/// below 10^14, microseconds below 10^17, else nanoseconds.
final class Instants {
  private static final double FIRST_MILLIS = 1e11;
  private static final double FIRST_MICROS = 1e14;
  private static final double FIRST_NANOS = 1e17;

  /// Whole numbers below it are doubles.
  private static final double EXACT = 1L << 53;

  /// The year 10000.
  private static final long LATEST = 253_402_300_800_000L;

  private static final int LONGEST = 48;
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Instants() {}

  /// Milliseconds since 1970.
  ///
  /// @param missing what it is when nothing, or null, is written
  static long millis(@Nullable Json written, long missing, Spot where) throws BadElementException {
    long millis =
        switch (written) {
          case JsonNumber number -> ofNumber(number);
          case JsonText(String text) -> ofText(text);
          case JsonNull _ -> missing;
          case null -> missing;
          case JsonFlag _, JsonObject _, JsonArray _ -> -1;
        };
    if (written != null && !isTime(millis)) {
      throw new BadElementException(Fault.BAD_TIME, where, shown(written) + " is no time");
    }
    return millis;
  }

  /// The same for a text; negative when it is none since 1970.
  static long ofText(String text) {
    if (text.length() > LONGEST || text.length() < 11) {
      return -1;
    }
    String written =
        text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
    try {
      TemporalAccessor read = ISO.parseBest(written, OffsetDateTime::from, LocalDateTime::from);
      return read instanceof OffsetDateTime exact
          ? exact.toInstant().toEpochMilli()
          : LocalDateTime.from(read).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException _) {
      return -1;
    }
  }

  /// May a time since 1970 be that?
  static boolean isTime(long millis) {
    return millis >= 0 && millis < LATEST;
  }

  /// The same for a number; negative when it is none since 1970, or too large for a `double` to
  /// tell it exactly.
  static long ofNumber(double number) {
    if (!(number >= 0 && number < EXACT)) {
      return -1;
    }
    return number < FIRST_MILLIS
        ? Math.round(number * 1_000)
        : (long) number / (number < FIRST_MICROS ? 1 : 1_000);
  }

  private static long ofNumber(JsonNumber number) {
    double about = number.asDouble();
    if (!(about >= EXACT && about < Long.MAX_VALUE)) {
      return ofNumber(about);
    }
    OptionalLong whole = number.asLong();
    long units = whole.isPresent() ? whole.getAsLong() : (long) about;
    return units / (about < FIRST_NANOS ? 1_000 : 1_000_000);
  }

  private static String shown(Json written) {
    return switch (written) {
      case JsonNumber number -> Spot.shown(number.text());
      case JsonText(String text) -> '"' + Spot.shown(text) + '"';
      case JsonFlag _, JsonNull _, JsonObject _, JsonArray _ -> written.kind();
    };
  }
}
