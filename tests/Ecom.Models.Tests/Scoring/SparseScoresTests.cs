using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public class SparseScoresTests
{
    private const int Items = 1000;

    [Theory]
    [InlineData(1, 20)]
    [InlineData(1, 31)]
    [InlineData(1, 32)]
    [InlineData(60, 50)]
    public void Few_additions_and_many_give_the_sums_of_adding_one_by_one(int rows, int length)
    {
        var random = new Random(rows);
        // Again and again, so that what one use leaves behind would show in the next.
        for (var round = 0; round < 50; round++)
        {
            var expected = new float[Items];
            using var scores = SparseScores.Rent(Items, rows * length);
            for (var r = 0; r < rows; r++)
            {
                int[] columns = [.. Enumerable.Range(0, Items).OrderBy(_ => random.Next()).Take(length).Order()];
                float[] values = [.. columns.Select(_ => random.NextSingle() - .3f)];
                scores.Add(columns, values, r + 1);
                for (var q = 0; q < length; q++) expected[columns[q]] += (r + 1) * values[q];
            }
            Assert.Equal(expected, Enumerable.Range(0, Items).Select(i => scores[i]));

            // A list that fails on its way leaves its sums where they are.
            if (round % 3 == 0) continue;
            var allowed = new ulong[(Items + 63) / 64];
            for (var w = 0; w < allowed.Length; w++) allowed[w] = (ulong)random.NextInt64() | (ulong)random.NextInt64();
            var (best, slow) = (new BestItems(10), new BestItems(10));
            scores.MoveTo(ref best, allowed);
            for (var i = 0; i < Items; i++)
                if (expected[i] != 0 && (allowed[i >> 6] >> i & 1) != 0) slow.Offer(i, expected[i]);
            Assert.Equal(slow.Take(), best.Take());
        }
    }

    [Fact]
    public void Sums_that_cancel_out_are_not_offered()
    {
        using var scores = SparseScores.Rent(Items, 4);
        scores.Add([3, 5], [1, 1], 1);
        scores.Add([3, 5], [1, 2], -1);
        var best = new BestItems(5);
        scores.MoveTo(ref best, [ulong.MaxValue]);
        Assert.Equal([(5, -1f)], best.Take());
        Assert.Equal(0, scores[999]);
    }

    [Fact]
    public void More_than_was_said_is_an_error_and_no_endless_search()
    {
        using var scores = SparseScores.Rent(Items, 1);
        int[] columns = [.. Enumerable.Range(0, 50)];
        Assert.Throws<InvalidOperationException>(() => scores.Add(columns, new float[50], 1));
    }
}
