package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();
  private final Map<String, String> environment =
      Map.of("A", "one", "EMPTY", "", "NASTY", "x\nother: {a: [b", "AGAIN", "${env:A}");

  private void check(String written, String expected) {
    Node.Mapping tree = new ConfigReader(problems).parse("k: '" + written + "'", "f");
    Node.Mapping expanded = new References(environment, folder, problems).expand(tree);
    assertThat(((Node.Scalar) Objects.requireNonNull(expanded.at("k"))).text()).isEqualTo(expected);
  }

  private void checkProblem(String written, String expected) {
    check(written, "");
    assertThat(problems).hasToString(expected + "\n");
  }

  @Test
  void expand_variables() {
    check("${env:A}", "one");
    check("<${env:A}-${env:A}>", "<one-one>");
    check("${env:NO:-two}", "two");
    check("${env:EMPTY:-two}", "two");
    check("${env:A:-two}", "one");
    check("${env:EMPTY}", "");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void expand_escapesAndOthers_stay() {
    check("$${env:A}", "${env:A}");
    check("${1}_$2 ${name} $", "${1}_$2 ${name} $");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void expand_valueWithReferenceOrStructure_isTextOnly() {
    check("${env:AGAIN}", "${env:A}");
    check("${env:NASTY}", "x\nother: {a: [b");
  }

  @Test
  void expand_missingVariable_isNoted() {
    checkProblem(
        "${env:NO}",
        "f:1:4: ${env:NO}: this variable is not set; set it, or write ${env:NO:-default}");
  }

  @Test
  void expand_unclosed_isNoted() {
    check("${env:A", "${env:A");
    assertThat(problems).hasToString("f:1:4: ${env:… lacks its closing brace }\n");
  }

  @Test
  void expand_file_trimsOneNewline() throws IOException {
    Files.writeString(folder.resolve("s"), "hunter2\n\n");
    check("${file:s}", "hunter2\n");
    Files.writeString(folder.resolve("s"), "hunter2\r\n");
    check("${file:" + folder.resolve("s") + "}", "hunter2");
  }

  @Test
  void expand_missingFile_isNoted() {
    checkProblem("${file:/no/such}", "f:1:4: ${file:/no/such}: the file does not exist");
  }

  @Test
  void expand_largeFile_isNoted() throws IOException {
    Files.writeString(folder.resolve("s"), "x".repeat(65 << 10));
    checkProblem("${file:s}", "f:1:4: ${file:s}: the file is larger than 64KiB");
  }

  @Test
  void expand_folder_isNoted() {
    checkProblem("${file:.}", "f:1:4: ${file:.}: the file is a folder, not a file");
  }
}
