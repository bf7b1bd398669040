using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Benchmarks;

/// <summary>
/// Relevance judgements as CSV, plain or <c>.gz</c>, with the columns <c>query</c>, <c>product_title</c>, <c>product_description</c> and
/// <c>median_relevance</c> (1 to 4).
/// </summary>
public static class JudgementFile
{
    public const double Best = 4;

    /// <exception cref="InputException">The file is missing, empty, or not of this form.</exception>
    public static IReadOnlyList<Judgement> Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, null, "the file is missing.");
        using var session = DuckSession.Open(DuckLimits.Default, [path], []);
        List<(string? Query, string? Title, string? Description, double? Relevance)> rows;
        try
        {
            rows = session.Rows(
                "SELECT query, product_title, product_description, TRY_CAST(median_relevance AS DOUBLE) FROM read_csv("
                + $"{SqlText.Literal(path)}, header = true, all_varchar = true, quote = '\"', escape = '\"', parallel = false)",
                r => (r.IsDBNull(0) ? null : r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2),
                    r.IsDBNull(3) ? (double?)null : r.GetDouble(3)));
        }
        catch (DuckDB.NET.Data.DuckDBException e)
        {
            throw new InputException(path, null, e.Message, e);
        }
        var judgements = new List<Judgement>(rows.Count);
        for (var r = 0; r < rows.Count; r++)
        {
            var (query, title, description, relevance) = rows[r];
            if (string.IsNullOrWhiteSpace(query)) throw new InputException(path, r + 1, "a judgement without a query.");
            if (relevance is not (>= 1 and <= Best)) throw new InputException(path, r + 1, "median_relevance must be a number from 1 to 4.");
            judgements.Add(new Judgement(query.Trim(), title ?? "", description ?? "", relevance.Value));
        }
        return judgements.Count > 0 ? judgements : throw new InputException(path, null, "there is no judgement in the file.");
    }
}
