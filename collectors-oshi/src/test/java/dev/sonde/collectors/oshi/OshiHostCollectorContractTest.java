package dev.sonde.collectors.oshi;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.host.HostConfig;
import dev.sonde.testkit.CollectorContract;
import java.util.Map;

class OshiHostCollectorContractTest extends CollectorContract<HostConfig> {
  @Override
  protected CollectorFactory<HostConfig> factory() {
    return new OshiHostCollectorFactory();
  }

  @Override
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), OshiHostCollectorTest.DIRECT);
  }
}
