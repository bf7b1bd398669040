using Ecom.Neural.Tabular;

namespace Ecom.Augmentation.Tables.Encoding;

/// <summary>
/// Mode-specific normalisation (section 4.2 of the CTGAN paper): a number becomes the choice of a component of a Gaussian mixture and its place within it, (v − μ)/4σ;
/// a text becomes a one-hot choice. A missing number is one more choice. What is kept of a column of numbers are means, deviations and weights of modes and two bounds, each told by ten rows
/// or more (<see cref="GaussianMixture"/>, <see cref="SharedBounds"/>), and of the table itself only names, kinds and decimals.
/// </summary>
public sealed class ModeEncoder
{
    private readonly IReadOnlyList<TableColumn> _shapes;
    private readonly List<Column> _columns = [];

    /// <param name="table">Decides modes, values and bounds.</param>
    /// <param name="seed">Of the fit of modes.</param>
    public ModeEncoder(Table table, int seed)
    {
        _shapes = [.. table.Columns.Select(c => c.Shape())];
        var random = new Random(seed);
        foreach (var column in table.Columns)
        {
            if (column.Numbers is not { } numbers)
            {
                _columns.Add(new Column(new ColumnTokens(column, 0), null, false, 0, 0));
                continue;
            }
            var present = numbers.Where(v => !double.IsNaN(v)).Order().ToArray();
            if (present.Length < PrivacyFloor.Users)
            {
                _columns.Add(new Column(null, null, true, 0, 0));
                continue;
            }
            var (low, high) = SharedBounds.Of(present);
            _columns.Add(new Column(null, new GaussianMixture(present, random), numbers.Length - present.Length >= PrivacyFloor.Users, low, high));
        }
        var start = 0;
        foreach (var column in _columns)
        {
            if (column.Tokens is null) Spans.Add(new ColumnSpan(start++, 1, IsScalar: true, IsCondition: false));
            Spans.Add(new ColumnSpan(start, column.Choices, IsScalar: false, IsCondition: column.Tokens is not null));
            start += column.Choices;
        }
    }

    public List<ColumnSpan> Spans { get; } = [];

    /// <summary>Every place on the line that is kept of the rows: means of modes and bounds.</summary>
    internal IEnumerable<double> Stored => _columns.Where(c => c.Mixture is not null).SelectMany(c => (double[])[.. c.Mixture!.Means, c.Low, c.High]);

    /// <summary>Rows that each mode was averaged over, by responsibility.</summary>
    internal IEnumerable<double> StoredRows => _columns.Where(c => c.Mixture is not null).SelectMany(c => c.Mixture!.Rows);

    /// <param name="table">The rows; of the fitted table's columns.</param>
    /// <param name="seed">Draws a mode where several are likely.</param>
    public EncodedRows Encode(Table table, int seed)
    {
        var random = new Random(seed);
        var width = Spans.Sum(s => s.Width);
        var values = new float[(long)width * table.RowCount];
        var at = 0;
        for (var c = 0; c < _columns.Count; c++)
        {
            var column = _columns[c];
            var tokens = column.Tokens?.Encode(table.Columns[c]);
            for (var r = 0; r < table.RowCount; r++)
            {
                var row = values.AsSpan(r * width + at, column.Width);
                if (tokens is not null) row[tokens[r]] = 1;
                else EncodeNumber(column, table.Columns[c].Numbers![r], row, random);
            }
            at += column.Width;
        }
        return new EncodedRows(Spans, values);
    }

    /// <param name="rows">[rows × width]; of a choice the largest position counts.</param>
    public Table Decode(float[] rows)
    {
        var width = Spans.Sum(s => s.Width);
        var count = rows.Length / width;
        var columns = new List<TableColumn>();
        var at = 0;
        for (var c = 0; c < _columns.Count; c++)
        {
            var (column, from) = (_columns[c], at);
            int Choice(int r, int skip) => Largest(rows.AsSpan(r * width + from + skip, column.Width - skip));
            columns.Add(column.Tokens is { } tokens
                ? tokens.Decode([.. Enumerable.Range(0, count).Select(r => Choice(r, 0))], new Random(0))
                : _shapes[c] with { Numbers = [.. Enumerable.Range(0, count).Select(r => column.Value(rows[r * width + from], Choice(r, 1), _shapes[c].Decimals))] });
            at += column.Width;
        }
        return new Table(columns);
    }

    private static void EncodeNumber(Column column, double value, Span<float> row, Random random)
    {
        if (column.Mixture is not { } mixture || double.IsNaN(value))
        {
            row[^1] = 1;
            return;
        }
        var responsibilities = mixture.Responsibilities(value);
        var (mode, left) = (0, random.NextDouble());
        while (mode < responsibilities.Length - 1 && (left -= responsibilities[mode]) > 0) mode++;
        row[0] = (float)Math.Clamp((value - mixture.Means[mode]) / (4 * mixture.Deviations[mode]), -0.99, 0.99);
        row[1 + mode] = 1;
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var v = 1; v < values.Length; v++)
            if (values[v] > values[best]) best = v;
        return best;
    }

    private sealed record Column(ColumnTokens? Tokens, GaussianMixture? Mixture, bool Missing, double Low, double High)
    {
        public int Choices => Tokens?.Count ?? (Mixture?.Means.Length ?? 0) + (Missing ? 1 : 0);

        public int Width => Tokens is null ? 1 + Choices : Choices;

        public double Value(float scalar, int choice, int decimals) =>
            Mixture is null || choice >= Mixture.Means.Length
                ? double.NaN
                : Math.Round(Math.Clamp(Mixture.Means[choice] + 4 * Mixture.Deviations[choice] * scalar, Low, High), decimals);
    }
}
