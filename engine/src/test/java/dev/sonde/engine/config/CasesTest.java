package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each folder in `cases` holds a configuration and what is told about it.
class CasesTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException, URISyntaxException {
    Path cases = Path.of(Objects.requireNonNull(CasesTest.class.getResource("cases")).toURI());
    try (Stream<Path> folders = Files.list(cases)) {
      return folders.sorted().toList().stream()
          .map(folder ->
              DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }
  }

  private static void check(Path folder) throws IOException {
    Problems problems = new Problems();
    Node.Mapping tree = new ConfigReader(problems).read(folder.resolve("sonde.yaml"), "sonde.yaml");
    Node.Mapping expanded = new References(Map.of(), folder, problems).expand(tree);
    Bound.read(expanded, SampleConfig::read, problems);
    assertThat(problems.toString()).isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }
}
