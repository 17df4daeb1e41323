package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ModulePath;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ModuleTest {
  private static final String NAME = "dev.sonde.client.micrometer";
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "sonde.url", "http://127.0.0.1:1",
          "sonde.memory", "true",
          "sonde.close-within", "0s");

  @Test
  void onAModulePath_itOpensAndCloses() throws Exception {
    ModuleLayer layer =
        ModulePath.layer(
            NAME,
            "httpcore5-",
            "slf4j-api-",
            "re2j-",
            "zstd-jni-",
            "micrometer-co",
            "micrometer-observation",
            "HdrHistogram");
    ClassLoader loader = layer.findLoader(NAME);
    Class<?> config = loader.loadClass(NAME + ".SondeConfig");
    Class<?> clock = loader.loadClass("io.micrometer.core.instrument.Clock");
    Class<?> registry = loader.loadClass(NAME + ".SondeMeterRegistry");
    assertThat(registry.getModule().getName()).isEqualTo(NAME);
    Object properties =
        Proxy.newProxyInstance(loader, new Class<?>[] {config}, ModuleTest::property);
    Object opened =
        registry
            .getConstructor(config, clock)
            .newInstance(properties, clock.getField("SYSTEM").get(null));
    assertThat(registry.getMethod("status").invoke(opened)).asString().contains("durable=false");
    registry.getMethod("close").invoke(opened);
  }

  private static @Nullable Object property(Object self, Method called, Object[] with)
      throws Throwable {
    return called.isDefault()
        ? InvocationHandler.invokeDefault(self, called, with)
        : PROPERTIES.get(String.valueOf(with[0]));
  }
}
