package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretParametersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "access_token",
        "X-Amz-Security-Token",
        "key",
        "KEY",
        "apiKey",
        "api.key",
        "AWSAccessKeyId",
        "GoogleAccessId",
        "sig",
        "Signature",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "X-Goog-Signature",
        "auth",
        "Authorization",
        "oauth_verifier",
        "client_secret",
        "password",
        "passwd",
        "pass",
        "pwd",
        "hmac",
        "jwt",
        "sessionid",
        "code",
        "sas",
        "%74oken",
        "s%69g"
      })
  void parameter_thatHoldsASecret_isHidden(String name) {
    check("http://h/m?a=1&" + name + "=hunter2&b=2", "http://h/m?a=1&" + name + "=***&b=2");
    check("http://h/m?" + name + "=hunter2", "http://h/m?" + name + "=***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/metrics",
        "http://h/m?match[]=up&collect[]=cpu&module=http_2xx&target=a:1&format=prometheus",
        "http://h/token=x",
        "unix:/run/a.sock:/metrics?",
        "x?a=%zz&=b&c",
        "http://h/m?target=http%3A%2F%2Fa%2F%3Fb%3D1",
        ""
      })
  void whatIsNoSecret_isShownAsItIs(String text) {
    check(text, text);
  }

  @Test
  void value_isHiddenToItsEnd() {
    check("http://h/?token=a=b?c;d#e&x=1", "http://h/?token=***&x=1");
    check("http://h/?a=b?token=hunter2", "http://h/?a=b?token=***");
    check("http://h/?a=1;sig=hunter2", "http://h/?a=1;sig=***");
    check("http://h/#access_token=hunter2", "http://h/#access_token=***");
    check("get http://h/?sig=hunter2 failed", "get http://h/?sig=*** failed");
  }

  @Test
  void nameAndPassword_areHidden() {
    check("https://me:hunter2@h/m?x=1", "https://***@h/m?x=1");
  }

  @Test
  void addressInAParameter_hidesItsOwn() {
    check(
        "http://h/probe?target=https%3A%2F%2Fa%2F%3Ftoken%3Dhunter2&module=m",
        "http://h/probe?target=https%3A%2F%2Fa%2F%3Ftoken%3D***&module=m");
    check(
        "http://h/probe?target=https%3A%2F%2Fme%3Ahunter2%40a%2F",
        "http://h/probe?target=https%3A%2F%2F***%40a%2F");
    check(
        "http://h/probe?target=https://a/?token=hunter2",
        "http://h/probe?target=https://a/?token=***");
  }

  @Test
  void addressesInAddresses_endSomewhere() {
    var text = "u?token=hunter2";
    for (int i = 0; i < 8; i++) {
      text = "u?a=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
    assertThat(SecretParameters.hidden(text, "***")).doesNotContain("hunter2");
  }

  private static void check(String text, String shown) {
    assertThat(SecretParameters.hidden(text, "***")).isEqualTo(shown);
  }
}
