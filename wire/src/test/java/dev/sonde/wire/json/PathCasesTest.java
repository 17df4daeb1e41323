package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each line of `paths.txt`: `PATH -> VALUES`, `PATH @ NORMALIZED PATHS`, `PATH !! MESSAGE`.
final class PathCasesTest {
  @TestFactory
  List<DynamicTest> path_doesWhatItsLineSays() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    Json document = JsonNull.NULL;
    for (String line : lines()) {
      if (line.startsWith("doc ")) {
        document = json(line.substring(4));
      } else if (!line.isEmpty() && !line.startsWith("# ")) {
        Json on = document;
        tests.add(DynamicTest.dynamicTest(line, () -> check(line, on)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(200);
    return tests;
  }

  private static void check(String line, Json document) throws JsonException {
    for (String sign : List.of(" !! ", " -> ", " @ $")) {
      int at = line.indexOf(sign);
      if (at >= 0) {
        String rest = line.substring(at + sign.length());
        check(line.substring(0, at), sign.strip(), rest, document);
        return;
      }
    }
    throw new IllegalArgumentException(line);
  }

  private static void check(String path, String sign, String rest, Json document)
      throws JsonException {
    switch (sign) {
      case "!!" ->
          assertThat(catchIllegalArgumentException(() -> JsonPath.compile(path)))
              .hasMessageStartingWith("is not a JSON path (RFC 9535): column ")
              .hasMessageContaining(rest);
      case "->" -> {
        List<Json> values =
            JsonPath.compile(path).nodes(document).stream().map(JsonNode::value).toList();
        assertThat(values).isEqualTo(((JsonArray) json(rest)).elements());
      }
      default -> {
        List<JsonNode> nodes = JsonPath.compile(path).nodes(document);
        assertThat(nodes.stream().map(JsonNode::path).collect(Collectors.joining(" ")))
            .isEqualTo("$" + rest);
      }
    }
  }

  private static Json json(String text) throws JsonException {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = PathCasesTest.class.getResourceAsStream("paths.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
