using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>Stored rows that vote: sections <c>starts</c> i64 [rows + 1], <c>items</c> i32, <c>weights</c> f32 and <c>times</c> i64 [pairs].</summary>
public sealed class RowNeighbourLayout : IModelLayout
{
    public const string LayoutName = "row-neighbours";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections)
    {
        var starts = sections.Open<long>("starts");
        var items = sections.Open<int>("items");
        if (starts.Length == 0) throw new InputException("starts", null, "no row boundaries.");
        SparseChecks.Rows(starts.Span, items.Length, "starts");
        SparseChecks.Indices(items, header.Items, "items");
        var rows = new int[items.Length];
        for (var r = 0; r + 1 < starts.Length; r++) rows.AsSpan((int)starts[r], (int)(starts[r + 1L] - starts[r])).Fill(r);
        var matrix = Interactions.FromEntries(
            (int)starts.Length - 1, header.Items, rows, items.Span, sections.Open<float>("weights", items.Length).Span,
            sections.Open<long>("times", items.Length).Span);
        return new RowNeighbourScorer(matrix, NeighbourSettings.From(header.Scoring));
    }

    public static void Write(string directory, string family, Parameters parameters, Interactions rows, NeighbourSettings settings) =>
        ModelDirectory.Write(
            directory,
            new ModelHeader { Family = family, Layout = LayoutName, Items = rows.ItemCount, Parameters = parameters, Scoring = settings.ToParameters() },
            w =>
            {
                w.Add("starts", rows.RowStarts);
                w.Add("items", rows.AllItems);
                w.Add("weights", rows.AllWeights);
                w.Add("times", rows.AllTimes);
            });
}
