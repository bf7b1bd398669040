using Ecom.HttpContract;
using Ecom.Models.Scoring;
using Ecom.Serving.Overlay;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Tests.Snapshots;

public sealed class SnapshotHolderTests : IDisposable
{
    private readonly ContractShop _shop = new();

    [Fact]
    public async Task A_lease_keeps_the_old_model_mapped_until_it_ends()
    {
        using var holder = new SnapshotHolder();
        var first = await LoadAsync("v1", 1);
        holder.Replace(first);
        var lease = holder.Acquire();
        holder.Replace(await LoadAsync("v2", 2));

        Assert.Equal("v2", holder.Version);
        Assert.Equal("v1", lease.Model.Version);
        Assert.Equal(1, Best(lease.Model));
        lease.Dispose();
        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(() => lease.Model);
        Assert.Throws<ObjectDisposedException>(() => Best(first));
    }

    [Fact]
    public async Task Swaps_under_load_fail_no_reader_and_mix_no_versions()
    {
        using var holder = new SnapshotHolder();
        holder.Replace(await LoadAsync("v1", 1));
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var reads = 0;
            while (!stop.IsCancellationRequested)
            {
                using var lease = holder.Acquire();
                // The favourite of version vN is item N: any other answer would be a mixture.
                Assert.Equal(lease.Model.Version, $"v{Best(lease.Model)}");
                reads++;
            }
            return reads;
        })).ToArray();
        for (var swap = 0; swap < 20; swap++)
        {
            var favourite = 1 + swap % 3;
            holder.Replace(await LoadAsync($"v{favourite}", favourite));
        }
        await stop.CancelAsync();
        foreach (var reader in readers) Assert.True(await reader > 0);
    }

    public void Dispose() => _shop.Dispose();

    private async Task<ServedModel> LoadAsync(string version, int favourite)
    {
        if (await _shop.Registry.GetAsync(version) is null) await _shop.PublishAsync(version, favourite);
        var loader = new SnapshotLoader(_shop.Stores, Ecom.Domain.ShopId.Default, _shop.Work, Options.Create(new ServingOptions()));
        return ServedModel.Of(version, await loader.LoadAsync((await _shop.Registry.GetAsync(version))!), OverlayDocument.Empty);
    }

    private static int Best(ServedModel model)
    {
        var scores = new float[model.Scorer.ItemCount];
        model.Scorer.Score(new UserHistory(new[] { 0 }, new[] { 1f }, new[] { 1L }), scores);
        return TopK.Select(scores, 1)[0].Item;
    }
}
