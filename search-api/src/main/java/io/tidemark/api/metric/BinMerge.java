/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.util.NamedValue;
import io.tidemark.model.histogram.BinCounts;
import io.tidemark.model.histogram.BinLayout;
import io.tidemark.model.histogram.LatencyBins;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** How Elasticsearch merges histograms: with plain aggregations, no script, no type of its own. */
public enum BinMerge {
  /** One sum a bin. For any number of buckets; each sum looks for its bin in every document. */
  SUMS {
    @Override
    void addTo(Aggregations aggregations, String duration, BinLayout bins) {
      for (int bin = 0; bin < bins.count(); bin++) {
        String field = binOf(duration, bin);
        aggregations.addSum(field, field);
      }
    }
  },
  /**
   * One terms aggregation over {@link BinCounts}: looks only at bins that a document has. Each
   * keyword is a bucket of the answer, of which a cluster allows 65,536: it is for a range as a
   * whole, not for its points. Ordered by key, since Elasticsearch reads keywords from blocks: in
   * the order of their counts it would decompress a block for each. Documents of earlier builds
   * lack the keywords, see {@link #isWhole}.
   */
  KEYWORDS {
    @Override
    void addTo(Aggregations aggregations, String duration, BinLayout bins) {
      String count = duration + ".count";
      aggregations.addSum(count, count);
      String field = keywordsOf(duration);
      aggregations.add(
          field,
          Aggregation.of(
              aggregation ->
                  aggregation.terms(
                      terms ->
                          terms
                              .field(field)
                              .size(BinCounts.mostKeywords(bins))
                              .order(List.of(NamedValue.of("_key", SortOrder.Asc))))));
    }
  };

  private static final String BIN_COUNTS = ".bin_counts";

  abstract void addTo(Aggregations aggregations, String duration, BinLayout bins);

  /**
   * Observations by bin, {@link LatencyBins#EARLIER_OVERFLOW} included, however they were merged.
   */
  static long[] read(JsonNode aggregations, String duration, BinLayout bins) {
    long[] counts = new long[bins.count()];
    if (aggregations.has(keywordsOf(duration))) {
      for (JsonNode reduced : aggregations.path(keywordsOf(duration)).path("buckets")) {
        KeywordCount count = (KeywordCount) ((POJONode) reduced).getPojo();
        BinCounts.add(count.keyword(), count.documents(), counts);
      }
      return counts;
    }
    for (int bin = 0; bin < counts.length; bin++) {
      JsonNode sum = aggregations.path(binOf(duration, bin)).path("value");
      counts[bin] = Aggregations.wholeNumber(sum);
    }
    return counts;
  }

  /** Whether every document had its keywords, as far as they were asked for. */
  static boolean isWhole(JsonNode aggregations, String duration, BinLayout bins) {
    if (!aggregations.has(keywordsOf(duration))) {
      return true;
    }
    JsonNode count = aggregations.path(duration + ".count").path("value");
    return Arrays.stream(read(aggregations, duration, bins)).sum()
        == Aggregations.wholeNumber(count);
  }

  private static String binOf(String duration, int bin) {
    return duration + ".bins." + LatencyBins.fieldName(bin);
  }

  /** How many documents have a keyword. */
  private record KeywordCount(String keyword, long documents) {}

  /** Whether the aggregation of that name has keywords for its buckets. */
  public static boolean isOfKeywords(String aggregation) {
    return aggregation.endsWith(BIN_COUNTS);
  }

  /** Makes less of one bucket of {@link #KEYWORDS}. */
  public static JsonNode reduce(JsonNode bucket) {
    return JsonNodeFactory.instance.pojoNode(
        new KeywordCount(bucket.path("key").asString(), bucket.path("doc_count").asLong()));
  }

  private static String keywordsOf(String duration) {
    return duration + BIN_COUNTS;
  }
}
