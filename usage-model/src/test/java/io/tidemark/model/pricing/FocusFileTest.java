/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  private static final Instant START = Instant.EPOCH;
  private static final Path GOLDEN = Path.of("src/test/resources/focus.csv");

  private static final FocusFile.Bill BILL =
      new FocusFile.Bill(
          "acme",
          "Tidemark",
          month("2026-10"),
          "USD",
          "2026-10",
          Instant.parse("2026-11-02T00:05:00.123Z"));

  private static final FocusFile FILE = new FocusFile(BILL, new Lookup(List.of()));

  /** Entries of books, and one name. */
  private record Lookup(List<PriceBook> books) implements FocusFile.Lookup {

    @Override
    public Optional<ListedPrices.ListedPrice> findPrice(StatementLine line) {
      return new ListedPrices(books).findPrice(line);
    }

    @Override
    public FocusFile.Period findPeriod(String month) {
      return month(month);
    }

    @Override
    public Optional<String> findName(String dimension, String value) {
      return dimension.equals("api_key_id") ? Optional.of("Key of alice") : Optional.empty();
    }
  }

  private static FocusFile.Period month(String month) {
    YearMonth known = YearMonth.parse(month);
    return new FocusFile.Period(
        known.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        known.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

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
        .containsEntry("BillingPeriodStart", "2026-10-01T00:00:00Z")
        .containsEntry("ChargePeriodStart", "2026-09-01T00:00:00Z")
        .containsEntry("ChargePeriodEnd", "2026-10-01T00:00:00Z")
        .containsEntry("x_Correction_Of", "2026-09")
        .containsEntry("ChargeDescription", "gpt-4o input tokens")
        .containsEntry("SkuMeter", "Input Tokens")
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

  /** A trend needs the days; the statement has the months. */
  @Test
  void chargesByTheDayAndWorkflow() {
    FocusFile.Period day =
        new FocusFile.Period(
            Instant.parse("2026-10-02T16:00:00Z"), Instant.parse("2026-10-03T16:00:00Z"));
    FocusFile.Details details =
        new FocusFile.Details(
            "wf-12", new TreeMap<>(Map.of("team", "search", "department", "others")));
    StatementLine line = line("input", "web", "0.0000178", "2500000", null);

    assertThat(
            readRow(
                FocusFile.writeHeader() + FILE.writeRow(new FocusFile.Charge(line, day, details))))
        .containsEntry("ChargePeriodStart", "2026-10-02T16:00:00Z")
        .containsEntry("ChargePeriodEnd", "2026-10-03T16:00:00Z")
        .containsEntry("ResourceId", "wf-12")
        .containsEntry("ResourceType", "Workflow")
        .containsEntry("x_ApiKeyId", "key-1")
        .containsEntry("Tags", "{\"department\":\"apps\",\"team\":\"search\"}")
        .containsEntry("BillingPeriodStart", "2026-10-01T00:00:00Z")
        .containsEntry("BillingPeriodEnd", "2026-11-01T00:00:00Z");
  }

  /** Runs and jobs have no provider. */
  @ParameterizedTest
  @CsvSource({
    "comfyui, comfyui, Generative AI",
    "training, training, Machine Learning",
    "model-calls, Tidemark, Generative AI"
  })
  void namesTheWorkloadAsTheService(String workload, String service, String subcategory) {
    Price price =
        new Price(
            "runs",
            new PriceMatch(workload, ModelPattern.ANY, Map.of()),
            START,
            null,
            new UnitPrices(Map.of(PricedClass.RUN, new BigDecimal("3.6"))),
            List.of(),
            Price.Hours.NONE);
    Lookup lookup = new Lookup(List.of(PriceBook.of(list("USD", price))));
    PricedAs run = new PricedAs(null, null, null, null, "run", "runs", new BigDecimal("3.6"));

    assertThat(
            row(
                lookup,
                new StatementLine(
                    new Owner("apps", "web", "alice", "key-1"),
                    run,
                    new BigDecimal("3600000"),
                    new BigDecimal("3.6"),
                    null)))
        .containsEntry("ServiceName", service)
        .containsEntry("ServiceSubcategory", subcategory)
        .containsEntry("ProviderName", "Tidemark");
  }

  /** Their price is due to those who use them. */
  @Test
  void ownHardwareIsNotBilled() {
    assertThat(row(line(StatementLine.POOL, "web", "1200", "1", null)))
        .containsEntry("BilledCost", "0")
        .containsEntry("EffectiveCost", "1200")
        .containsEntry("x_CostBasis", "pool");
  }

  /** A tenant's list and the shared one have an entry of the same id. */
  @Test
  void findsTheEntryThatPricedALineInAnyOfTwoLists() {
    PriceList own = list("CNY", price("p1", "gpt*", "0.00002", "2"));
    PriceList shared = list("USD", price("p1", "claude*", "0.0000178", null));
    ExchangeRates rates =
        new ExchangeRates(
            List.of(new ExchangeRates.Rate("CNY", "USD", new BigDecimal("0.5"), START, null)));
    Lookup lookup = new Lookup(List.of(new PriceBook("USD", List.of(own, shared), rates)));

    assertThat(row(lookup, priced("gpt-4o", "0.00002")))
        .containsEntry("PricingCategory", "Dynamic")
        .containsEntry("PricingCurrency", "CNY")
        .containsEntry("PricingCurrencyListUnitPrice", "40")
        .containsEntry("PricingCurrencyContractedUnitPrice", "40")
        .containsEntry("PricingCurrencyEffectiveCost", "100")
        .containsEntry("ListUnitPrice", "20")
        .containsEntry("EffectiveCost", "50");
    assertThat(row(lookup, priced("claude-3", "0.0000178")))
        .containsEntry("PricingCategory", "Standard")
        .containsEntry("PricingCurrency", "USD")
        .containsEntry("PricingCurrencyListUnitPrice", "17.8")
        .containsEntry("PricingCurrencyEffectiveCost", "44.5");
  }

  @Test
  void saysNothingOfPricesThatNoListHas() {
    Lookup lookup =
        new Lookup(List.of(PriceBook.of(list("USD", price("p1", "gpt*", "0.00002", "2")))));

    assertThat(row(lookup, priced("gpt-4o", "0.00003")))
        .containsEntry("PricingCategory", "Standard")
        .containsEntry("PricingCurrency", "")
        .containsEntry("PricingCurrencyListUnitPrice", "");
  }

  private static PriceList list(String currency, Price price) {
    return new PriceList("list", currency, List.of(price));
  }

  private static Price price(String id, String model, String input, String factor) {
    List<PriceHours> hours =
        factor == null
            ? List.of()
            : List.of(
                new PriceHours(
                    Set.of(DayOfWeek.MONDAY),
                    LocalTime.of(9, 0),
                    LocalTime.of(12, 0),
                    new BigDecimal(factor)));
    return new Price(
        id,
        new PriceMatch("model-calls", ModelPattern.parse(model), Map.of()),
        START,
        null,
        new UnitPrices(Map.of(PricedClass.INPUT, new BigDecimal(input))),
        List.of(),
        new Price.Hours(ZoneOffset.UTC, hours));
  }

  /** 2.5 million tokens. */
  private static StatementLine priced(String model, String unitPrice) {
    StatementLine line = line("input", "web", unitPrice, "2500000", null);
    PricedAs price =
        new PricedAs("openai", model, null, null, "input", "p1", line.price().unitPrice());
    return new StatementLine(line.owner(), price, line.quantity(), line.amount(), null);
  }

  /** {@code -Dtidemark.golden.write=true} writes the file. */
  @Test
  void writesTheSameFileAsBefore() throws IOException {
    PriceBook book = PriceBook.of(list("USD", price("p1", "gpt*", "0.0000178", null)));
    StatementLine run = line("run", "web", "3.6", "1800000", null);
    String csv =
        new FocusFile(BILL, new Lookup(List.of(book)))
            .writeCsv(
                List.of(
                    line("input", "web", "0.0000178", "2500000", null),
                    line("cache_write_1h", "web", "0.0000356", "-100000", "2026-09"),
                    line("calls", "=web", "0.01", "3", null),
                    line("audio_seconds", "web", "0.001", "90", null),
                    new StatementLine(
                        run.owner(), run.price(), run.quantity(), new BigDecimal("1.8"), null),
                    line(StatementLine.FIXED_COST, "web", "1200", "1", null),
                    line(StatementLine.POOL, "web", "80.5", "1", null)));
    String lines = csv.replace("\r\n", "\n"); // As files of the repository end their lines.
    if (Boolean.getBoolean("tidemark.golden.write")) {
      Files.writeString(GOLDEN, lines, UTF_8);
    }
    assertThat(lines).isEqualTo(Files.readString(GOLDEN, UTF_8));
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
    assertThat(FocusColumns.listColumns())
        .extracting(FocusColumns.Column::name)
        .containsExactly(header.split(",", -1));
    assertThat(FocusColumns.listColumns())
        .filteredOn(column -> column.name().equals("BilledCost"))
        .extracting(FocusColumns.Column::type)
        .containsExactly("DECIMAL");
  }

  /** Values of the one row by column; none of them needs quotes but the tags. */
  private static Map<String, String> row(StatementLine line) {
    return row(new Lookup(List.of()), line);
  }

  private static Map<String, String> row(Lookup lookup, StatementLine line) {
    return readRow(new FocusFile(BILL, lookup).writeCsv(List.of(line)));
  }

  private static Map<String, String> readRow(String csv) {
    String[] rows = csv.split("\r\n", -1);
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
