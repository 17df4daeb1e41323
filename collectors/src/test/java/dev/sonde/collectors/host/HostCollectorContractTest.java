package dev.sonde.collectors.host;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.CollectorContract;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class HostCollectorContractTest extends CollectorContract<HostConfig> {
  @Override
  protected CollectorFactory<HostConfig> factory() {
    return new HostCollectorFactory();
  }

  @Override
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), new DirectCalls());
  }
}
