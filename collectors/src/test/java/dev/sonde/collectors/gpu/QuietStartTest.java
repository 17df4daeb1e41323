package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordingRecorder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where there is no GPU nothing of Java's access to native code is loaded: it would cost 13 MB.
class QuietStartTest {
  @TempDir Path root;

  @Test
  void start_withoutAGpu_loadsNothingOfNativeAccess() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-Xshare:off",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Quiet.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).isZero();
    assertThat(said).contains(GpuCollector.class.getName());
    assertThat(said.lines().filter(QuietStartTest::isNative)).isEmpty();
  }

  private static boolean isNative(String line) {
    return line.contains(" java.lang.foreign.Linker ")
        || line.contains(" java.lang.foreign.SymbolLookup ")
        || line.contains(" jdk.internal.foreign.abi.AbstractLinker ")
        || line.contains(NvmlLibrary.class.getName());
  }

  /// Three runs on a machine without a GPU.
  static final class Quiet {
    public static void main(String[] arguments) throws Exception {
      var factory =
          new GpuCollectorFactory(new ManualTime("2026-01-01T00:00:00Z"), Path.of(arguments[0]));
      var surroundings = new Surroundings(Map.of(), new DirectCalls());
      try (var collector = factory.create(GpuConfig.DEFAULT, surroundings)) {
        var out = new RecordingRecorder();
        for (int run = 0; run < 3; run++) {
          collector.collect(out.open(run));
          if (!out.recorded().isEmpty() || !out.absent().isEmpty() || !collector.isIdle()) {
            System.exit(1);
          }
        }
      }
    }
  }
}
