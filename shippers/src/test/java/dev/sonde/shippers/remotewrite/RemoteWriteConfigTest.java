package dev.sonde.shippers.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.shippers.SampleFile;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteWriteConfigTest {
  private static final String URL = "http://prometheus:9090/api/v1/write";

  @Test
  void sample_hasEveryKeyAtItsDefault() throws IOException {
    var sample = new MapSettings(SampleFile.of(RemoteWriteConfig.class));
    RemoteWriteConfig read = RemoteWriteConfig.read(sample);
    assertThat(sample.problems()).isEmpty();
    assertThat(SampleFile.keys(SampleFile.of(RemoteWriteConfig.class))).isEqualTo(sample.asked());
    assertThat(read)
        .isEqualTo(RemoteWriteConfig.read(new MapSettings(Map.of("url", read.http().url()))));
  }

  @Test
  void versionsAndCompressions_areRead() {
    assertThat(read("auto", "auto").protocol()).isEqualTo(Version.AUTO);
    assertThat(read("1.0", "zstd").protocol()).isEqualTo(Version.ONE);
    assertThat(read("1.0", "zstd").compression()).isEqualTo(Compression.ZSTD);
    assertThat(read("2.0", "snappy").protocol()).isEqualTo(Version.TWO);
    assertThat(read("2.0", "snappy").compression()).isEqualTo(Compression.SNAPPY);
  }

  @Test
  void mistakes_areNamed() {
    assertThat(problem("3.0", "auto")).isEqualTo("protocol: is not known; write auto, 1.0 or 2.0");
    assertThat(problem("2.0", "zstd"))
        .isEqualTo("compression: zstd goes with protocol 1.0; change one of the two");
  }

  private static RemoteWriteConfig read(String protocol, String compression) {
    var settings = settings(protocol, compression);
    RemoteWriteConfig read = RemoteWriteConfig.read(settings);
    assertThat(settings.problems()).isEmpty();
    return read;
  }

  private static String problem(String protocol, String compression) {
    var settings = settings(protocol, compression);
    RemoteWriteConfig.read(settings);
    assertThat(settings.problems()).hasSize(1);
    return settings.problems().getFirst();
  }

  private static MapSettings settings(String protocol, String compression) {
    return new MapSettings(Map.of("url", URL, "protocol", protocol, "compression", compression));
  }
}
