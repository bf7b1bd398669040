using Ecom.Pipeline.Feedback;

namespace Ecom.Pipeline.Tests.Feedback;

public class RecentHashesTests
{
    [Fact]
    public void What_was_added_is_known_until_it_is_removed()
    {
        var hashes = new RecentHashes(1000);
        // Zero too, which stands for a free place inside.
        foreach (var hash in new ulong[] { 0, ulong.MaxValue, 1234567890123456789 })
        {
            Assert.False(hashes.Contains(hash));
            Assert.True(hashes.Add(hash));
            Assert.False(hashes.Add(hash));
            Assert.True(hashes.Contains(hash));
            hashes.Remove(hash);
            Assert.False(hashes.Contains(hash));
        }
    }

    [Fact]
    public void The_newest_stay_and_the_oldest_go()
    {
        var hashes = new RecentHashes(8192);
        Assert.Equal(8192, hashes.Capacity);
        var random = new Random(1);
        ulong[] all = [.. Enumerable.Range(0, 100_000).Select(_ => (ulong)random.NextInt64() * 2)];
        foreach (var hash in all) hashes.Add(hash);
        // Buckets fill unevenly, so the border between the two is no sharp one.
        Assert.All(all[^2000..], hash => Assert.True(hashes.Contains(hash)));
        Assert.All(all[..60_000], hash => Assert.False(hashes.Contains(hash)));
    }

    [Fact]
    public void Even_the_smallest_has_two_buckets() => Assert.Equal(16, new RecentHashes(1).Capacity);
}
