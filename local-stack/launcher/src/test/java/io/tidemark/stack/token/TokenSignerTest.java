/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.tidemark.stack.process.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class TokenSignerTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void theKeyIsMadeOnceAndForItsOwnerAlone() throws Exception {
    TokenKey key = TokenKey.of(new StateFolder(folder));
    String secret = Files.readString(key.file());
    assertThat(Base64.getDecoder().decode(secret)).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
        .isEqualTo("rw-------");
    assertThat(TokenKey.of(new StateFolder(folder)).file()).hasContent(secret);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void theTokenSaysWhoItIsForAndIsSigned() throws Exception {
    TokenKey key = TokenKey.of(new StateFolder(folder));
    TokenRequest request =
        new TokenRequest(
            "acme", "alice", List.of("super-admin"), List.of("bob"), Duration.ofHours(8));
    SignedJWT token =
        SignedJWT.parse(new TokenSigner(key, Clock.fixed(NOW, ZoneOffset.UTC)).signToken(request));
    assertThat(token.verify(new MACVerifier(key.secret()))).isTrue();
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
    assertThat(token.getJWTClaimsSet().toJSONObject())
        .containsEntry("tenant", "acme")
        .containsEntry("sub", "alice")
        .containsEntry("aud", "tidemark")
        .containsEntry("roles", List.of("super-admin"))
        .containsEntry("may_view", List.of("bob"))
        .containsEntry("iat", NOW.getEpochSecond())
        .containsEntry("exp", NOW.plusSeconds(8 * 3600).getEpochSecond());
  }
}
