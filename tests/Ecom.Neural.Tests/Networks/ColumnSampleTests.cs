using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Tests.Networks;

public sealed class ColumnSampleTests
{
    private readonly BlockRows _rows = new(6, 40, 1, density: 0.2);

    public ColumnSampleTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Has_every_touched_column_and_some_others_that_stand_for_the_rest()
    {
        using var scope = torch.NewDisposeScope();
        var sample = ColumnSample.Of(_rows, [0, 2], 10, new torch.Generator(3, torch.CPU));
        var columns = sample.Columns.data<long>().ToArray();
        var whole = DenseBatch.Of(_rows, [0, 2]);

        Assert.Equal(columns.Distinct(), columns);
        Assert.Equal(whole.index_select(1, sample.Columns).data<float>().ToArray(), sample.Rows.data<float>().ToArray());
        Assert.Equal(whole.sum().item<float>(), sample.Rows.sum().item<float>());

        var touched = (whole.sum([0L]) > Scalars.Of(0)).data<bool>().ToArray();
        var sampled = columns.Count(c => !touched[c]);
        Assert.True(sampled > 0);
        var standsFor = Math.Log((40.0 - touched.Count(t => t)) / sampled);
        Assert.All(columns.Zip(sample.Correction.data<float>().ToArray()), p => Assert.Equal(touched[p.First] ? 0 : standsFor, p.Second, 1e-5));
    }

    [Fact]
    public void A_network_among_columns_gives_what_it_gives_for_all_of_them()
    {
        using var scope = torch.NewDisposeScope();
        var generator = new torch.Generator(3, torch.CPU);
        var sample = ColumnSample.Of(_rows, [1, 4], 10, generator);
        using var network = new DenoisingAutoencoder(40, new DenoisingAutoencoderOptions { Hidden = 8 }, 1);

        var whole = network.forward(DenseBatch.Of(_rows, [1, 4])).index_select(1, sample.Columns);
        var among = network.Corrupted(sample.Rows, 0, generator, sample.Columns);

        Assert.All(whole.data<float>().ToArray().Zip(among.data<float>().ToArray()), p => Assert.Equal(p.First, p.Second, 1e-5f));
    }
}
