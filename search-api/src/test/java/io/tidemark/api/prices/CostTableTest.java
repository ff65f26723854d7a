/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.testkit.pricing.PlainPricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Both implementations against costs that were calculated by hand. */
@Tag("fast")
class CostTableTest {

  private static final List<String> TOKEN_MEASURES =
      List.of(
          "input", "cache_read", "cache_write", "cache_write_1h", "output", "reasoning", "total");

  /** One row of the table. */
  record Row(
      String number,
      String list,
      Map<String, String> usage,
      Instant window,
      Map<String, Long> measures,
      String cost,
      String price) {

    @Override
    public String toString() {
      return number + ": " + list + " " + usage + " " + measures;
    }
  }

  static Stream<Row> rows() {
    return SampleLists.readFile("cost-cases.md")
        .lines()
        .filter(line -> line.matches("\\| [0-9].*"))
        .map(CostTableTest::parseRow);
  }

  private static Row parseRow(String line) {
    String[] cells = line.split("\\|", -1);
    Map<String, String> usage = pairs(cells[3]);
    usage.putIfAbsent("workload", "model-calls");
    Map<String, Long> measures = new TreeMap<>();
    pairs(cells[5])
        .forEach(
            (name, value) ->
                measures.put(
                    TOKEN_MEASURES.contains(name) ? name + "_tokens" : name, Long.valueOf(value)));
    return new Row(
        cells[1].strip(),
        cells[2].strip(),
        usage,
        Instant.parse(cells[4].strip()),
        measures,
        cells[7].strip(),
        cells[8].strip());
  }

  private static Map<String, String> pairs(String cell) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : cell.strip().split(" ", -1)) {
      if (!pair.isEmpty()) {
        pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bothImplementationsAgreeWithTheTable(Row row) throws Exception {
    JsonNode body = SampleLists.read(row.list());
    PriceBook book = PriceBook.of(PriceListReader.readList(row.list(), body).list());

    Optional<Cost> cost =
        Pricing.computeCost(
            book,
            SampleLists.subject(row.usage()),
            row.window(),
            SampleLists.quantities(row.usage().get("workload"), row.measures()));
    PlainPricing.Priced plain =
        PlainPricing.price(
            new ObjectMapper().readTree(body.toString()),
            row.usage(),
            row.window(),
            row.measures());

    assertThat(cost.map(one -> Money.of(one.amount()).toString()).orElse("unknown"))
        .isEqualTo(row.cost());
    assertThat(cost.map(Cost::priceId).orElse("")).isEqualTo(row.price());
    assertThat(plain == null ? "unknown" : Money.of(new BigDecimal(plain.nanos(), 9)).toString())
        .isEqualTo(row.cost());
    assertThat(plain == null ? "" : plain.id()).isEqualTo(row.price());
    cost.ifPresent(
        one ->
            assertThat(one.parts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(one.amount()));
  }

  @Test
  void theTableHasAtLeastSixtyRows() {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(60);
  }
}
