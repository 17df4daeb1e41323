package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.testkit.MapSettings;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.scrape.PageSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The examples of docs/scraping-json.md give what stands there.
final class ScrapingJsonExamplesTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "scraping-json.md");
  private static final Pattern FENCE =
      Pattern.compile("```(json|yaml|text)\n(.*?)```", Pattern.DOTALL);

  private static final JsonForm SHOP = new JsonForm.Endpoint("shop");

  private record Fence(String kind, String content) {}

  @Test
  void example_givesWhatStandsBelowIt() throws IOException {
    JsonForm form = SHOP;
    String page = "";
    int examples = 0;
    for (Fence fence : fences()) {
      switch (fence.kind) {
        case "json" -> page = fence.content;
        case "yaml" -> form = mapped(fence.content);
        default -> {
          assertThat(read(form, page)).isEqualTo(fence.content);
          form = SHOP;
          examples++;
        }
      }
    }
    assertThat(examples).isEqualTo(3);
  }

  @Test
  void everyKeyAndReason_isThere() throws IOException {
    String document = Files.readString(DOCUMENT);
    var settings = new MapSettings(Map.of("metrics", List.of(Map.of("name", "n"))));
    JsonMapping.read(settings);
    for (String key : settings.asked()) {
      assertThat(document).contains("`" + key.replace("metrics.", "") + "`");
    }
    for (JsonSkip skip : JsonSkip.values()) {
      assertThat(document).contains("\n| " + skip.reason() + " |");
    }
  }

  private static List<Fence> fences() throws IOException {
    return FENCE
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(found -> new Fence(found.group(1), found.group(2)))
        .toList();
  }

  private static JsonForm mapped(String yaml) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    var settings = new MapSettings((Map<?, ?>) read);
    JsonMapping mapping = settings.section("json", "A mapping.", JsonMapping::read);
    assertThat(settings.problems()).isEmpty();
    return mapping;
  }

  private static String read(JsonForm form, String page) throws IOException {
    var lines = new Lines();
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    new JsonPageReader(1, JsonRules.DEFAULT)
        .read(bytes, bytes.length, form, new JsonMemory(), lines);
    return lines.out.toString();
  }

  private static final class Lines implements PageSink {
    private final ByteSink out = new ByteSink();

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      out.put(family.name() + labels + " ");
      out.number(value);
      out.put('\n');
    }

    @Override
    public void attach(Extra extra) {}

    @Override
    public void again(int place, double value, long timeMillis) {
      throw new AssertionError("nothing stood there before");
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      throw new AssertionError("nothing stood there before");
    }
  }
}
