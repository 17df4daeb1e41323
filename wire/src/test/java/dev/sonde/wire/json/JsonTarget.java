package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.wire.Damage;
import dev.sonde.wire.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A target whose pages are JSON; what is on them is worked out from what Jackson reads.
public final class JsonTarget implements FuzzTarget {
  private static final String NAME = "shop";
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "\\",
          "\\u",
          "\\ud800",
          "\\udc00",
          "\u0000",
          "\u001f",
          "\ufeff",
          "null",
          "-",
          "1e999",
          "0.",
          "00",
          "1e",
          "\"a\":",
          "[".repeat(70),
          "{\"a\":".repeat(70),
          "9".repeat(400),
          "9".repeat(1100),
          "\ud83d\ude00");

  /// A reader that is used again for every target, as an agent uses it.
  public static final class Readers {
    private final JsonPageReader reader = new JsonPageReader(7, JsonRules.DEFAULT);
    private final ByJackson jackson = new ByJackson();
  }

  private final Random random;
  private final Readers readers;
  private final MadeDocument document;
  private final Damage damage;
  private final @Nullable ReferenceMapping mapping;
  private final JsonForm form;
  private final JsonMemory memory = new JsonMemory();
  private final CheckingSink sink = new CheckingSink();
  private byte[] page = {};

  public JsonTarget(Random random, Readers readers) {
    this.random = random;
    this.readers = readers;
    this.document = new MadeDocument(random);
    this.damage = new Damage(random, TOKENS);
    this.mapping = random.nextInt(3) == 0 ? null : new ReferenceMapping(random);
    this.form = mapping == null ? new JsonForm.Endpoint(NAME) : mapping.real();
  }

  @Override
  public Tried next() {
    page = document.page();
    if (random.nextInt(5) == 0) {
      page = damage.spoil(random.nextInt(4) == 0 ? new RandomJson(random).bytes() : page);
    }
    document.change();
    try {
      Json tree = readers.jackson.read(page);
      return tree == null ? broken() : sound(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tried sound(Json tree) throws IOException {
    var known = new JsonMemory();
    var first = once(known, new CheckingSink(), tree);
    var again = once(memory, sink, tree);
    assertThat(again).isEqualTo(first);
    return again;
  }

  private Tried once(JsonMemory into, CheckingSink taker, Json tree) throws IOException {
    try {
      var report = readers.reader.read(page, page.length, form, into, taker);
      var expected = mapping == null ? endpoint() : mapping.read(tree);
      assertThat(taker.page()).isEqualTo(expected.samples());
      assertThat(report.series()).isEqualTo(expected.samples().size()).isEqualTo(into.series());
      assertThat(report.duplicates()).isEqualTo(expected.duplicates());
      assertThat(report.skipped()).isEqualTo(expected.skipped());
      taker.calls();
      return new Tried(name(), false, report.series(), 0, 0);
    } catch (JsonException e) {
      boolean limited = e.getMessage().matches("(?s).*(deeper than|more than 1000 characters).*");
      boolean form = mapping == null && e.getMessage().contains("an object of names and numbers");
      assertThat(limited || (form && !(tree instanceof JsonObject))).as(e.getMessage()).isTrue();
      assertThat(taker.calls()).isEmpty();
      return Tried.refused(name());
    }
  }

  /// Jackson refuses it; the endpoint's form takes broken text all the same.
  private Tried broken() {
    int series = memory.series();
    try {
      var report = readers.reader.read(page, page.length, form, memory, sink);
      assertThat(mapping).isNull();
      assertThat(sink.page()).hasSize(report.series());
      assertThat(new String(page, StandardCharsets.UTF_8) + page.length)
          .as("why it is refused")
          .matches("(?s).*(\ufffd|\\\\u[dD][89a-fA-F]).*");
      sink.calls();
      return new Tried(name() + ", broken text", false, report.series(), 0, 0);
    } catch (JsonException e) {
      assertThat(memory.series()).isEqualTo(series);
      assertThat(sink.calls()).isEmpty();
      return Tried.refused(name());
    }
  }

  private ReferenceMapping.Shown endpoint() throws IOException {
    var samples = new LinkedHashMap<String, String>();
    int duplicates = 0;
    int far = 0;
    for (var member : readers.jackson.members(page)) {
      if (member.getValue() instanceof JsonNumber number) {
        double value = Double.parseDouble(number.text());
        var series = "app_" + member.getKey() + Labels.of("endpoint", NAME);
        if (Double.isInfinite(value)) {
          far++;
        } else if (samples.put(series, series + " " + value) != null) {
          duplicates++;
        }
      }
    }
    var skipped = far == 0 ? Map.<JsonSkip, Integer>of() : Map.of(JsonSkip.OUT_OF_RANGE, far);
    return new ReferenceMapping.Shown(List.copyOf(samples.values()), duplicates, skipped);
  }

  private String name() {
    return mapping == null ? "JSON, metricsd" : "JSON, mapped";
  }

  @Override
  public String says() {
    return form + ": " + new String(page, StandardCharsets.UTF_8);
  }
}
