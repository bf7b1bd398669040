using Ecom.Trainer.Protocols;

namespace Ecom.Trainer.Tests.Protocols;

public class FoldProtocolTests
{
    [Fact]
    public void A_fit_sees_train_and_its_baskets_alone()
    {
        var folds = TinyShop.Folds();
        var protocol = new FoldProtocol(folds);
        Assert.Same(folds.Train, protocol.Fit.Observed);
        Assert.Same(folds.Baskets, protocol.Fit.Baskets);
        Assert.Equal(folds.TrainEnd, protocol.Fit.Now);
    }

    [Fact]
    public void Every_fold_is_ranked_from_what_came_before_it()
    {
        var folds = TinyShop.Folds();
        var protocol = new FoldProtocol(folds);
        Assert.True(protocol.Tune.History.AllTimes.ToArray().Max() < folds.TrainEnd);
        Assert.True(protocol.Gate.History.AllTimes.ToArray().Max() is var gate && gate >= folds.TrainEnd && gate < folds.TuneEnd);
        Assert.True(protocol.Test.History.AllTimes.ToArray().Max() is var test && test >= folds.TuneEnd && test < folds.GateEnd);
        Assert.True(protocol.Refit.Observed.AllTimes.ToArray().Max() >= folds.GateEnd);
        Assert.Equal(3, protocol.Refit.Baskets!.UserCount);
    }

    [Fact]
    public void A_holdout_is_a_partition_of_about_the_share_asked_for()
    {
        var all = new FoldProtocol(TinyShop.Folds()).All;
        var (kept, held) = RandomHoldout.Split(all, .2, 3);
        Assert.Equal(all.Count, kept.Count + held.Count);
        Assert.InRange(held.Count / (double)all.Count, .12, .28);
        for (var u = 0; u < all.UserCount; u++)
            Assert.Equal(all.Items(u).ToArray().Order(), kept.Items(u).ToArray().Concat(held.Items(u).ToArray()).Order());
    }
}
