using Ecom.Data.Ingest.Events;
using FsCheck.Xunit;

namespace Ecom.Data.Tests.Ingest;

public sealed class CancellationNettingTests
{
    /// <summary>Positive numbers buy, negative ones cancel.</summary>
    [Property(MaxTest = 500)]
    public void Pieces_are_conserved(short[] quantities)
    {
        var lines = quantities.Where(q => q != 0).Select((q, k) => new PurchaseLine(k, Math.Abs((double)q), q < 0)).ToList();
        var remaining = new Dictionary<long, double>();
        var unmatched = CancellationNetting.Net(lines, (row, left) => remaining.Add(row, left));

        var bought = lines.Where(l => !l.Cancels).ToDictionary(l => l.Row, l => l.Quantity);
        var left = bought.Sum(b => remaining.GetValueOrDefault(b.Key, b.Value));
        double open = 0;
        var short_ = 0;
        foreach (var line in lines)
        {
            if (line.Cancels && line.Quantity > open) short_++;
            open = line.Cancels ? Math.Max(0, open - line.Quantity) : open + line.Quantity;
        }
        Assert.Equal(open, left, 6);
        Assert.Equal(short_, unmatched);
        Assert.All(remaining, r => Assert.InRange(r.Value, 0, bought[r.Key]));
    }

    [Fact]
    public void The_latest_line_before_the_cancellation_gives_first()
    {
        var remaining = new Dictionary<long, double>();
        CancellationNetting.Net([new(1, 5, false), new(2, 5, false), new(3, 7, true), new(4, 5, false)], remaining.Add);
        Assert.Equal(new Dictionary<long, double> { [2] = 0, [1] = 3 }, remaining);
    }
}
