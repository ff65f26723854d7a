/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Tag("fast")
class BodyReaderTest {

  /** A quarter of the heap is more than an int holds from 8 GiB on. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1L << 30, 1L << 31, 1L << 32, 3L << 40, Long.MAX_VALUE})
  void readsBodiesWithinAnyMemory(long memory) throws Exception {
    BodyReader reader =
        new BodyReader(
            DataSize.ofMegabytes(8), DataSize.ofMegabytes(64), Duration.ofSeconds(30), memory);

    try (BodyReader.Body body = reader.readBody(requestOf(new byte[200_000]))) {
      assertThat(body.bytes()).hasSize(200_000);
    }
  }

  private static HttpServletRequest requestOf(byte[] content) {
    ServletInputStream in = new Content(content);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            BodyReaderTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentLengthLong" -> (long) content.length;
                  case "getInputStream" -> in;
                  default -> null;
                });
  }

  private static final class Content extends ServletInputStream {
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
}
