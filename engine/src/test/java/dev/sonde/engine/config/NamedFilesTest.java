package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();
  private final List<String> folders = new ArrayList<>();
  private NamedFiles files;
  private Bound<List<String>> bound;

  @BeforeEach
  void files() {
    files = NamedFiles.in(folder, "etc/");
  }

  @Test
  void file_isReadByItself() throws IOException {
    write(
        "sub/a.yml", "words: {x: [one, two], y: three}\nignored: {a: [b]}\nplain: \"${env:HOME}\"");
    assertThat(read("more: [sub/a.yml]")).containsExactly("{x=[one, two], y=[three]} ${env:HOME}");
    assertThat(folders).containsExactly(folder.resolve("sub").toString());
    assertThat(bound.notices().toString())
        .isEqualTo("etc/sub/a.yml:2:1: ignored is not used: nobody needs it\n");
    assertThat(files.looked()).containsExactly(folder.resolve("sub/a.yml"));
  }

  @Test
  void mistakes_haveTheirPlaceInTheFile() throws IOException {
    write("a.yml", "plane: x\nwords: [x]");
    read("more: [a.yml, gone.yml, {b: c}, .]");
    assertThat(problems.toString())
        .isEqualTo(
            """
            etc/a.yml:1:1: plane is not a key here; known: more, words, plain
            etc/a.yml:2:8: words: names and lists are wanted, such as {name: [value]}
            sonde.yaml:1:15: more: "gone.yml" does not exist
            sonde.yaml:1:25: more: the name of a file is wanted
            sonde.yaml:1:33: more: "." is not a regular file
            """);
  }

  @Test
  void star_fitsFilesInOrder() throws IOException {
    write("b.yml", "plain: b");
    write("a.yml", "plain: a");
    write("c.txt", "plain: c");
    assertThat(read("more: \"*.yml\"")).containsExactly("{} a", "{} b");
    assertThat(files.looked()).contains(folder);
  }

  @Test
  void star_thatFitsNothing_isNoMistake() throws IOException {
    assertThat(read("more: \"[ab]*.yml\"")).isEmpty();
    assertThat(problems.toString()).isEmpty();
    assertThat(bound.notices().toString()).contains("\"[ab]*.yml\" fits no file yet");
  }

  @Test
  void file_namesOthersBesideItself() throws IOException {
    write("sub/a.yml", "more: [b.yml]\nplain: a");
    write("sub/b.yml", "plain: b");
    assertThat(read("more: [sub/a.yml]")).containsExactly("{} b", "{} a");
  }

  @Test
  void mergeKeys_countInOtherFiles() throws IOException {
    write("a.yml", "words: {<<: [{x: y}, {x: z, w: v}], u: t}");
    assertThat(read("more: [a.yml]")).containsExactly("{u=[t], x=[y], w=[v]} ");
    write("b.yml", "words: {<<: x}");
    read("more: [b.yml]");
    assertThat(problems.toString()).contains("<< takes in a section, or a list of sections");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> read(String yaml) {
    Node.Mapping tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    bound = Bound.read(tree, files, this::all, problems);
    return bound.value().orElse(List.of());
  }

  private List<String> all(Settings in) {
    List<String> all = new ArrayList<>();
    in.files("more", "More.", this::one).forEach(all::addAll);
    return all;
  }

  private List<String> one(Path at, Settings in) {
    folders.add(at.toString());
    in.unused("ignored", "is not used: nobody needs it");
    List<String> all = all(in);
    String words = in.lists("words", "Words.").toString();
    if (in.has("plain") || !words.equals("{}")) {
      all.add(words + " " + in.text("plain", "", "Plain."));
    }
    in.text("plain", "Plain.");
    return all;
  }
}
