using System.CommandLine;
using System.Globalization;
using Ecom.Data.Ingest;
using Ecom.Domain;
using Ecom.Local.Hosting;

namespace Ecom.Local.Commands;

/// <summary><c>ecom inspect</c>: how a dump would be read, before anything is stored.</summary>
public static class InspectCommand
{
    public static Command Create()
    {
        var events = SharedOptions.Events();
        events.Required = true;
        var products = SharedOptions.Products();
        var format = SharedOptions.Format();
        var mapping = SharedOptions.Mapping();
        var write = new Option<string?>("--write-mapping") { Description = "Write the proposed mapping of the events dump to this file, to change and give back with --mapping." };
        var command = new Command("inspect", "Proposes a mapping and makes a dry-run ledger; stores nothing.") { events, products, format, mapping, write };
        command.SetAction((parsed, cancellation) =>
        {
            var given = parsed.GetValue(mapping) is { } file ? DumpMapping.Read(file) : null;
            var dumps = parsed.GetValue(events)!.Select(f => (f, DumpKind.Events))
                .Concat((parsed.GetValue(products) ?? []).Select(f => (f, DumpKind.Products))).ToList();
            foreach (var (dump, kind) in dumps)
            {
                if (!File.Exists(dump)) throw new InputException(dump, null, "there is no such file.");
                var request = DumpFiles.Request(dump, kind) with { Preset = parsed.GetValue(format), Mapping = kind == DumpKind.Events ? given : null };
                var inspection = DumpInspector.Inspect(request, cancellation);
                Print(request.SourceName, inspection);
                if (kind == DumpKind.Events && parsed.GetValue(write) is { } target) inspection.Mapping.Write(target);
            }
            return Task.FromResult(CommandLine.Done);
        });
        return command;
    }

    private static void Print(string name, DumpInspection inspection)
    {
        var ledger = inspection.Ledger;
        Console.WriteLine($"{name}: {inspection.Format}, {ledger.Kind.ToString().ToLowerInvariant()}, columns {string.Join(", ", inspection.Columns)}");
        foreach (var reason in inspection.Why) Console.WriteLine($"  {reason}");
        if (inspection.Unused.Count > 0) Console.WriteLine($"  Not read: {string.Join(", ", inspection.Unused)}.");
        Console.WriteLine($"Proposed mapping:{Environment.NewLine}{inspection.Mapping.ToJson()}");
        Console.WriteLine($"Dry run: {Count(ledger.RowsIn)} rows in = {Count(ledger.Accepted)} accepted + {Count(ledger.RowsIn - ledger.Accepted)} rejected");
        foreach (var (reason, count) in ledger.Rejected)
            Console.WriteLine($"  {System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString())}: {Count(count)}");
        if (ledger.AnonymousBasketRows > 0) Console.WriteLine($"  {Count(ledger.AnonymousBasketRows)} accepted rows have no customer and are kept as baskets.");
        foreach (var example in inspection.Examples) Console.WriteLine($"  e.g. {example}");
        Console.WriteLine();
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
