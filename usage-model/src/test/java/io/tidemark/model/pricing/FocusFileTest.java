/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of FOCUS 1.2: mandatory columns, exact products, quoted values. */
@Tag("fast")
class FocusFileTest {

  private static final List<String> MANDATORY =
      List.of(
          "BilledCost",
          "BillingAccountId",
          "BillingCurrency",
          "BillingPeriodStart",
          "BillingPeriodEnd",
          "ChargeCategory",
          "ChargePeriodStart",
          "ChargePeriodEnd",
          "ContractedCost",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "ProviderName",
          "PublisherName",
          "ServiceCategory",
          "ServiceName");

  private static final FocusFile FILE =
      new FocusFile(
          "acme",
          "Tidemark",
          Instant.parse("2026-10-01T00:00:00Z"),
          Instant.parse("2026-11-01T00:00:00Z"),
          "USD",
          "2026-10",
          Set.of("nights"));

  @Test
  void fillsMandatoryColumnsAndKeepsProductsExact() {
    for (String tokenClass : List.of("input", "output", "images", "trained")) {
      Map<String, String> row = row(line(tokenClass, "web", "0.0000178", "123457", null));

      assertThat(row.keySet()).containsAll(MANDATORY);
      assertThat(MANDATORY).allSatisfy(column -> assertThat(row.get(column)).isNotEmpty());
      assertThat(
              new BigDecimal(row.get("ListUnitPrice"))
                  .multiply(new BigDecimal(row.get("PricingQuantity"))))
          .isEqualByComparingTo(row.get("ListCost"));
      assertThat(row.get("BillingPeriodStart")).isEqualTo("2026-10-01T00:00:00Z");
      assertThat(row.get("BillingPeriodEnd")).isEqualTo("2026-11-01T00:00:00Z");
      assertThat(row.get("ChargeClass")).isEmpty();
    }
  }

  @Test
  void pricesTokensByTheMillion() {
    Map<String, String> row = row(line("input", "web", "0.0000178", "2500000", "2026-09"));
    assertThat(row)
        .containsEntry("ListUnitPrice", "17.8")
        .containsEntry("PricingQuantity", "2.5")
        .containsEntry("PricingUnit", "1000000 Tokens")
        .containsEntry("BilledCost", "44.5")
        .containsEntry("ChargeClass", "Correction")
        .containsEntry("SkuId", "openai/gpt-4o/input")
        .containsEntry("Tags", "{\"department\":\"apps\"}");
  }

  /** 66,900 ms are no whole number of hours. */
  @Test
  void keepsTheProductExactForHoursOfRunTime() {
    StatementLine run = line("run", "web", "3.7", "66901", null);
    BigDecimal billed = new BigDecimal("0.068759361111111111111111");
    Map<String, String> row =
        row(new StatementLine(run.owner(), run.price(), run.quantity(), billed, null));
    assertThat(
            new BigDecimal(row.get("ListUnitPrice"))
                .multiply(new BigDecimal(row.get("PricingQuantity"))))
        .isEqualByComparingTo(row.get("ListCost"));
    assertThat(row)
        .containsEntry("PricingUnit", "Hours")
        .containsEntry("ConsumedQuantity", "66.901")
        .containsEntry("BilledCost", billed.toPlainString());
    assertThat(new BigDecimal(row.get("ListCost")).subtract(billed).abs())
        .isLessThan(new BigDecimal("0.00000001"));
  }

  @ParameterizedTest
  @ValueSource(strings = {StatementLine.FIXED_COST, StatementLine.POOL})
  void fixedCostsAndPoolsAreRecurringPurchases(String tokenClass) {
    Map<String, String> row = row(line(tokenClass, "web", "1200", "1", null));
    assertThat(row)
        .containsEntry("ChargeCategory", "Purchase")
        .containsEntry("ChargeFrequency", "Recurring")
        .containsEntry("ListCost", "1200")
        .containsEntry("PricingQuantity", "1")
        .containsEntry("PricingCategory", "Standard")
        .containsEntry("ConsumedQuantity", "")
        .containsEntry("ConsumedUnit", "");
  }

  @Test
  void pricesThatDependOnTheHourAreDynamic() {
    StatementLine day = line("input", "web", "0.0000178", "2500000", null);
    PricedAs price = day.price();
    PricedAs nights =
        new PricedAs(
            price.provider(),
            price.model(),
            null,
            null,
            price.tokenClass(),
            "nights",
            price.unitPrice());
    StatementLine night =
        new StatementLine(day.owner(), nights, day.quantity(), day.amount(), null);

    assertThat(row(day)).containsEntry("PricingCategory", "Standard");
    assertThat(row(night))
        .containsEntry("PricingCategory", "Dynamic")
        .containsEntry("ConsumedQuantity", "2500000")
        .containsEntry("ConsumedUnit", "Tokens");
  }

  @Test
  void quotesValuesWithCommasAndQuotes() {
    String csv = FILE.writeCsv(List.of(line("input", "a,\"b\"", "0.1", "1", null)));
    assertThat(csv).contains("\"a,\"\"b\"\"\"").endsWith("\r\n");
  }

  @Test
  void escapesSpreadsheetFormulasAndKeepsNegativeAmounts() {
    Map<String, String> row = row(line("input", "=1+1", "0.1", "-15", "2026-09"));
    assertThat(row).containsEntry("SubAccountId", "'=1+1").containsEntry("BilledCost", "-1.5");
  }

  @Test
  void describesEveryColumnInTheMetadata() {
    String header = FILE.writeCsv(List.of()).strip();
    assertThat(FocusFile.listColumns())
        .extracting(FocusFile.Column::name)
        .containsExactly(header.split(",", -1));
    assertThat(FocusFile.listColumns())
        .filteredOn(column -> column.name().equals("BilledCost"))
        .extracting(FocusFile.Column::type)
        .containsExactly("DECIMAL");
  }

  /** Values of the one row by column; none of them needs quotes but the tags. */
  private static Map<String, String> row(StatementLine line) {
    String[] rows = FILE.writeCsv(List.of(line)).split("\r\n", -1);
    List<String> columns = Arrays.asList(rows[0].split(",", -1));
    String[] values = rows[1].split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(columns.get(i), values[i].replaceAll("^\"|\"$", "").replace("\"\"", "\""));
    }
    assertThat(values).hasSameSizeAs(columns);
    return row;
  }

  private static StatementLine line(
      String tokenClass, String project, String unitPrice, String quantity, String correctionOf) {
    BigDecimal price = new BigDecimal(unitPrice);
    BigDecimal amount = price.multiply(new BigDecimal(quantity));
    return new StatementLine(
        new Owner("apps", project, "alice", "key-1"),
        new PricedAs("openai", "gpt-4o", null, null, tokenClass, "p1", price),
        new BigDecimal(quantity),
        amount,
        correctionOf);
  }
}
