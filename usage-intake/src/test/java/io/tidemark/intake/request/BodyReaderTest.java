/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Tag("fast")
class BodyReaderTest {

  private static BodyReader reader(RequestMemory memory) {
    return new BodyReader(
        DataSize.ofMegabytes(8), DataSize.ofMegabytes(64), Duration.ofSeconds(30), memory);
  }

  /** Half of the heap is more than an int holds from 4 GiB on. */
  @ParameterizedTest
  @ValueSource(longs = {400_000, 1L << 30, 1L << 31, 1L << 32, 3L << 40, Long.MAX_VALUE})
  void readsBodiesWithinAnyMemory(long bytes) throws Exception {
    RequestMemory memory = new RequestMemory(bytes);

    try (BodyReader.Body body = reader(memory).readBody(requestOf(new byte[200_000]))) {
      assertThat(body.takeBytes()).hasSize(200_000);
      assertThat(memory.free()).isEqualTo(bytes - 400_000);
    }
    assertThat(memory.free()).isEqualTo(bytes);
  }

  @Test
  void givesBackTheMemoryOfRequestsThatFail() {
    RequestMemory memory = new RequestMemory(400_000);
    BodyReader reader = reader(memory);

    assertThatThrownBy(() -> reader.readBody(requestOf(new byte[200_001])))
        .isInstanceOfSatisfying(
            IntakeException.class, refused -> assertThat(refused.status()).isEqualTo(413))
        .hasMessageContaining("400000 bytes of memory");
    assertThat(memory.free()).isEqualTo(400_000);
    assertThatThrownBy(() -> reader.readBody(requestOf(new FailingContent())))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(memory.free()).isEqualTo(400_000);
  }

  @Test
  void asksToTryAgainWhileOthersHaveTheMemory() throws Exception {
    RequestMemory memory = new RequestMemory(400_000);
    BodyReader reader = reader(memory);

    try (BodyReader.Body body = reader.readBody(requestOf(new byte[100_000]))) {
      assertThatThrownBy(() -> reader.readBody(requestOf(new byte[150_000])))
          .isInstanceOfSatisfying(
              IntakeException.class, refused -> assertThat(refused.status()).isEqualTo(503));
      assertThat(body.takeBytes()).hasSize(100_000);
    }
    assertThat(memory.free()).isEqualTo(400_000);
  }

  private static HttpServletRequest requestOf(byte[] content) {
    return requestOf(new Content(content));
  }

  private static HttpServletRequest requestOf(ServletInputStream in) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            BodyReaderTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentLengthLong" -> -1L;
                  case "getInputStream" -> in;
                  default -> null;
                });
  }

  private static class Content extends ServletInputStream {
    private final InputStream bytes;

    Content(byte[] content) {
      bytes = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("read at once");
    }
  }

  /** The heap ends in the middle of the body. */
  private static final class FailingContent extends Content {
    FailingContent() {
      super(new byte[100_000]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n < 0) {
        throw new OutOfMemoryError("of a test");
      }
      return n;
    }
  }
}
