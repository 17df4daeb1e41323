package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import dev.sonde.client.Keeping;
import dev.sonde.client.SinkConfig;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.validate.ValidationException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SondeConfigTest {
  @TempDir private Path folder;

  @Test
  void folder_isEnough() {
    SondeConfig config = Properties.of("sonde.folder", folder.toString());
    assertThat(config.validate().isValid()).isTrue();
    assertThat(config.step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.enabled()).isTrue();
    assertThat(config.sink()).isEqualTo(SinkConfig.inFolder("http://localhost:9100", folder));
  }

  @Test
  void everyKey_isRead() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "sesame\n");
    SondeConfig config =
        Properties.of(
            "sonde.url", "wss://hub:9100/ws/metrics",
            "sonde.key-file", key.toString(),
            "sonde.folder", folder.toString(),
            "sonde.step", "10s",
            "sonde.mebibytes", "8",
            "sonde.patience", "200ms",
            "sonde.close-within", "2s");
    assertThat(config.step()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.sink())
        .isEqualTo(
            SinkConfig.inFolder("wss://hub:9100/ws/metrics", folder)
                .withKey(new Secret("sesame"))
                .withBytes(8 << 20, 16 << 20)
                .withPatience(Duration.ofMillis(200))
                .withCloseWithin(Duration.ofSeconds(2)));
  }

  @Test
  void keyInTheProperties_standsBeforeTheFile_andBlankIsNone() {
    assertThat(Properties.of("sonde.key", "a", "sonde.memory", "true").sink().key())
        .contains(new Secret("a"));
    assertThat(Properties.of("sonde.key", " ", "sonde.memory", "true").sink().key()).isEmpty();
  }

  @Test
  void memory_isAChoice() {
    SinkConfig sink = Properties.of("sonde.memory", "true").sink();
    assertThat(sink.keeping()).isEqualTo(new Keeping.Memory());
    assertThat(sink.mostBytes()).isEqualTo(16 << 20);
  }

  @Test
  void withoutFolder_itIsInvalid_andSaysWhatIsMissing() {
    assertThatThrownBy(() -> new SondeMeterRegistry(Properties.of(), Clock.SYSTEM))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("a folder is needed")
        .hasMessageContaining("memory=true");
  }

  @Test
  void whoDoesNotPublish_needsNothing() {
    new SondeMeterRegistry(Properties.of("sonde.enabled", "false"), Clock.SYSTEM).close();
    assertThat(new SondeMeterRegistry(Properties.still(), Clock.SYSTEM).status()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "step, soon, sonde.step",
    "step, 9ms, 10 ms or more",
    "patience, soon, sonde.patience",
    "patience, 1h, zero to ten minutes",
    "close-within, soon, sonde.close-within",
    "mebibytes, many, sonde.mebibytes",
    "mebibytes, 1, needs 4194304 at least",
    "mebibytes, -4, needs 4194304 at least",
    "url, gopher://hub, sonde",
    "key-file, /nothing/here, the file with the key can't be read",
  })
  void mistake_isNamed(String key, String value, String expected) {
    SondeConfig config = Properties.of("sonde.memory", "true", "sonde." + key, value);
    assertThatThrownBy(config::requireValid)
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void key_isNotTold() {
    SondeConfig config =
        Properties.of("sonde.memory", "true", "sonde.key", "sesame", "sonde.mebibytes", "1");
    assertThatThrownBy(config::requireValid).hasMessageNotContaining("sesame");
    SondeConfig unfit = Properties.of("sonde.memory", "true", "sonde.key", "se\nsame");
    assertThatThrownBy(() -> new SondeMeterRegistry(unfit, Clock.SYSTEM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("same");
  }

  @Test
  void folderThatIsAFile_isSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    SondeConfig config = Properties.of("sonde.folder", file.toString());
    assertThatThrownBy(() -> new SondeMeterRegistry(config, Clock.SYSTEM))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("file");
  }

  @Test
  void prefix_mayBeAnother() {
    var config =
        new SondeConfig() {
          @Override
          public String prefix() {
            return "management.sonde";
          }

          @Override
          public String get(String key) {
            return key.equals("management.sonde.memory") ? "true" : null;
          }
        };
    assertThat(config.memory()).isTrue();
  }
}
