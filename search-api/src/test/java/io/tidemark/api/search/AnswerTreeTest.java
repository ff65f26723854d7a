/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.memory.Lease.Growth;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("node")
class AnswerTreeTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final AnswerMemory memory = LiveApi.shared().bean(AnswerMemory.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"a_name_that_is_longer_than_names_of_fields\":[[\"\"],[{}]]}",
        "{\"a\":{\"b\":[1,2.5,-3,12345678901,123456789012345678901234567890,null,true,false]}}",
        "{\"text\":\"模型 \\u00e9 \\\"quoted\\\" 🦀\",\"empty\":{},\"none\":[]}",
        " { \"hits\" : { \"hits\" : [ { \"_source\" : { \"x\" : 1e3 } } , { } ] } } "
      })
  void equalsATreeReadAtOnce(String text) {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      try (Lease lease = memory.lease("tree", 0)) {
        AnswerTree tree = new AnswerTree(Reduction.NONE, lease);
        feed(tree, text.getBytes(UTF_8), random);
        tree.end();

        assertThat(tree.root()).as("seed " + seed).isEqualTo(JSON.readTree(text));
        assertThat(AnswerTree.weighAnswer(tree.root())).isEqualTo(tree.bytes());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[1,2", "{\"a\":1}}", "<html>"})
  void rejectsAnswersThatAreNotWhole(String text) {
    try (Lease lease = memory.lease("tree", 0)) {
      AnswerTree tree = new AnswerTree(Reduction.NONE, lease);
      assertThatThrownBy(
              () -> {
                feed(tree, text.getBytes(UTF_8), new Random(1));
                tree.end();
              })
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void holdsReducedItemsOnly() {
    int many = 100_000;
    String item = ",{\"key\":1,\"doc_count\":1,\"inner\":{\"buckets\":[{\"key\":2}]}}";
    String text = "{\"points\":{\"buckets\":[" + item.repeat(many).substring(1) + "]}}";
    try (Lease lease = memory.lease("tree", 0)) {
      AnswerTree tree = new AnswerTree(Reduction.ofBuckets("points", bucket -> null), lease);
      feed(tree, text.getBytes(UTF_8), new Random(1));
      tree.end();

      assertThat(tree.root().path("points").path("buckets").size()).isZero();
      assertThat(tree.bytes()).isLessThan(10_000);
    }
  }

  @Test
  void reducesItemsOfTheNamedAggregationAlone() {
    String text =
        "{\"points\":{\"buckets\":[{\"key\":1,\"other\":{\"buckets\":[{\"key\":2}]}}]},"
            + "\"series\":{\"buckets\":[{\"key\":3}]}}";
    try (Lease lease = memory.lease("tree", 0)) {
      AnswerTree tree =
          new AnswerTree(
              Reduction.ofBuckets("points", bucket -> JsonNodeFactory.instance.numberNode(7)),
              lease);
      feed(tree, text.getBytes(UTF_8), new Random(1));
      tree.end();

      JsonNode expected =
          JSON.readTree("{\"points\":{\"buckets\":[7]},\"series\":{\"buckets\":[{\"key\":3}]}}");
      assertThat(tree.root()).isEqualTo(expected);
    }
  }

  @Test
  void endsWhereItsLeaseEnds() {
    try (Lease lease = memory.lease("tree", 0)) {
      AnswerTree tree = new AnswerTree(Reduction.NONE, lease);
      byte[] chunk = ("\"" + "x".repeat(10_000) + "\",").getBytes(UTF_8);
      tree.feed("[".getBytes(UTF_8), 1);
      for (long fed = 0; fed < lease.most() && tree.isWithinLease(); fed += chunk.length) {
        tree.feed(chunk, chunk.length);
      }

      assertThat(tree.growth()).isEqualTo(Growth.TOO_LARGE);
      assertThat(tree.root().isMissingNode()).isTrue();
      tree.end();
    }
    assertThat(memory.lease("tree", 0).growTo(1_000_000)).isEqualTo(Growth.GRANTED);
  }

  private static void feed(AnswerTree tree, byte[] bytes, Random random) {
    int from = 0;
    while (from < bytes.length) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(7));
      tree.feed(Arrays.copyOfRange(bytes, from, from + length), length);
      from += length;
    }
  }
}
