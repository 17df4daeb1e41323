package dev.sonde.collectors.container;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ContainerCollectorContractTest extends CollectorContract<ContainerConfig> {
  private static final Path CASES =
      Path.of("src/test/resources/dev/sonde/collectors/container/layouts");
  private static final String ID =
      "7cff85e92b23251bd82c2a62762eaec0df1c93902d29b3c0c7d717db4fb90e9a";

  @TempDir Path root;
  private FakeEngine engine;

  @BeforeEach
  void open() throws IOException {
    engine().page("/version", "{}");
    engine.page(Scene.LIST, "[{\"Id\":\"" + ID + "\",\"State\":\"running\"}]");
    engine.page("/containers/" + ID + "/json", Files.readString(CASES.resolve("inspect.json")));
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  @Override
  protected CollectorFactory<ContainerConfig> factory() {
    return new Patient();
  }

  /// The usual one, for which no engine is too slow.
  private static final class Patient implements CollectorFactory<ContainerConfig> {
    private final ContainerCollectorFactory usual =
        new ContainerCollectorFactory(
            new ManualTime(Scene.START),
            new TlsContexts(new ManualTime(Scene.START), new DirectCalls()),
            Scene.LONG);

    @Override
    public String name() {
      return usual.name();
    }

    @Override
    public String help() {
      return usual.help();
    }

    @Override
    public boolean onByDefault() {
      return usual.onByDefault();
    }

    @Override
    public ContainerConfig read(Settings settings) {
      return usual.read(settings);
    }

    @Override
    public Collector create(ContainerConfig config, Surroundings surroundings) {
      return usual.create(Scene.pointed(config, config.endpoints(), Scene.LONG), surroundings);
    }
  }

  @Override
  protected Surroundings surroundings() {
    try {
      Machine.unpack(Files.readString(CASES.resolve("machine.txt")), root);
      String files = Files.readString(CASES.resolve("two.txt"));
      Machine.unpack(files.replace("PLACE", "docker/" + ID), root);
      return new Surroundings(
          Map.of(
              "HOST_PROC", root.resolve("proc").toString(),
              "HOST_SYS", root.resolve("sys").toString(),
              "DOCKER_HOST", engine().endpoint().where()),
          new DirectCalls());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FakeEngine engine() throws IOException {
    if (engine == null) {
      engine = new FakeEngine(root.resolve("d.sock"));
    }
    return engine;
  }
}
