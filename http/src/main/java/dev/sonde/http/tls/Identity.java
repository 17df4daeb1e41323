package dev.sonde.http.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/// A certificate with those above it, and its key.
record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROOF = new byte[32];

  Identity {
    chain = List.copyOf(chain);
  }

  /// Where in the chain the certificate of the key stands; -1 where it is not there.
  int place() {
    for (int i = 0; i < chain.size(); i++) {
      if (fits(chain.get(i).getPublicKey())) {
        return i;
      }
    }
    return -1;
  }

  /// Without the key.
  @Override
  public String toString() {
    return Shown.subject(chain.getFirst());
  }

  private boolean fits(PublicKey publicKey) {
    try {
      Signature signing = signature();
      signing.initSign(key);
      signing.update(PROOF);
      byte[] signed = signing.sign();
      Signature checking = signature();
      checking.initVerify(publicKey);
      checking.update(PROOF);
      return checking.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private Signature signature() throws GeneralSecurityException {
    if (key instanceof ECPrivateKey) {
      return Signature.getInstance("SHA256withECDSA");
    }
    Signature signature =
        Signature.getInstance(
            key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : key.getAlgorithm());
    if (key.getAlgorithm().equals("RSASSA-PSS")) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return signature;
  }
}
