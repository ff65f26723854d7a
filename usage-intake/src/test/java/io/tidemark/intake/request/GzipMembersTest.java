/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class GzipMembersTest {

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(String content) {
    return gzip(content.getBytes(UTF_8));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] unpack(InputStream packed) throws IOException {
    try (GzipMembers in = new GzipMembers(packed)) {
      return in.readAllBytes();
    }
  }

  private static String unpack(byte[] packed) throws IOException {
    return new String(unpack(new ByteArrayInputStream(packed)), UTF_8);
  }

  /** Nothing is available between the packets of a network. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 23, 30, 1000})
  void readsAllMembersHoweverTheyArrive(int packet) throws IOException {
    byte[] packed = concat(gzip("first\n"), gzip(""), gzip("second\n"), gzip("third"));
    List<InputStream> packets = new ArrayList<>();
    for (int at = 0; at < packed.length; at += packet) {
      int length = Math.min(packet, packed.length - at);
      packets.add(new ByteArrayInputStream(packed, at, length));
    }

    byte[] content = unpack(new SequenceInputStream(Collections.enumeration(packets)));

    assertThat(new String(content, UTF_8)).isEqualTo("first\nsecond\nthird");
  }

  @Test
  void readsLargeMembers() throws IOException {
    byte[] first = new byte[300_000];
    new Random(7).nextBytes(first);
    byte[] second = new byte[5_000_000];

    byte[] content = unpack(new ByteArrayInputStream(concat(gzip(first), gzip(second))));

    assertThat(content).isEqualTo(concat(first, second));
  }

  @Test
  void readsAnyNumberOfEmptyMembers() throws IOException {
    byte[] empty = gzip("");
    byte[] packed = new byte[100_000 * empty.length];
    for (int at = 0; at < packed.length; at += empty.length) {
      System.arraycopy(empty, 0, packed, at, empty.length);
    }
    assertThat(unpack(packed)).isEmpty();
  }

  @Test
  void passesOverAllThatAHeaderMayHold() throws IOException {
    byte[] plain = gzip("content");
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 0x1f;
    byte[] fields = {3, 0, 'a', 'b', 'c', 'n', 0, 'c', 'o', 0, 1, 2};
    byte[] packed = concat(header, fields, Arrays.copyOfRange(plain, 10, plain.length));

    assertThat(unpack(packed)).isEqualTo("content");
  }

  @Test
  void refusesBytesThatAreNoMember() {
    byte[] whole = gzip("content");
    for (byte[] wrong :
        List.of(
            "text".getBytes(UTF_8),
            concat(whole, new byte[1]),
            concat(whole, new byte[100]),
            concat(whole, "behind it\n".getBytes(UTF_8)),
            concat(whole, Arrays.copyOf(whole, 5)),
            concat(whole, whole, new byte[] {0x1f}))) {
      assertThatThrownBy(() -> unpack(wrong)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesWhatIsCutOrChanged() {
    byte[] whole = concat(gzip("content"), gzip("more"));
    int first = gzip("content").length;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length != first) {
        assertThatThrownBy(() -> unpack(cut))
            .as("%d bytes", length)
            .isInstanceOf(IOException.class);
      }
    }
    for (int trailer = first - 8; trailer < first; trailer++) {
      byte[] changed = whole.clone();
      changed[trailer] ^= 1;
      assertThatThrownBy(() -> unpack(changed)).isInstanceOf(IOException.class);
    }
  }
}
