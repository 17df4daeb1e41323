package dev.sonde.shippers.batchjson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.shippers.SampleFile;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchJsonConfigTest {
  @Test
  void sample_hasEveryKeyAtItsDefault() throws IOException {
    var sample = new MapSettings(SampleFile.of(BatchJsonConfig.class));
    BatchJsonConfig read = BatchJsonConfig.read(sample);
    assertThat(sample.problems()).isEmpty();
    assertThat(SampleFile.keys(SampleFile.of(BatchJsonConfig.class))).isEqualTo(sample.asked());
    assertThat(read)
        .isEqualTo(BatchJsonConfig.read(new MapSettings(Map.of("url", read.http().url()))));
    assertThat(read.clientId()).isEqualTo("default-client");
  }

  @Test
  void clientId_isReadAndChecked() {
    var good = new MapSettings(Map.of("url", "http://a/", "client_id", "tower 1"));
    assertThat(BatchJsonConfig.read(good).clientId()).isEqualTo("tower 1");
    assertThat(good.problems()).isEmpty();
    var bad = new MapSettings(Map.of("url", "http://a/", "client_id", "a\r\nX: b"));
    BatchJsonConfig.read(bad);
    assertThat(bad.problems()).containsExactly("client_id: can't stand in a header");
  }
}
