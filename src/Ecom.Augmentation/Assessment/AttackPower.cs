using Ecom.Augmentation.Tables.Assessment;

namespace Ecom.Augmentation.Assessment;

/// <summary>How well an attack's scores tell those who were learned from (positives) from others.</summary>
/// <param name="Auc">Area under the ROC curve; 0.5: not at all.</param>
/// <param name="AucInterval">95 %, Hanley and McNeil (1982).</param>
/// <param name="TprAt1PercentFpr">True positives at 1 % false positives.</param>
/// <param name="TprInterval">Clopper-Pearson, 95 %.</param>
public sealed record AttackPower(double Auc, double[] AucInterval, double TprAt1PercentFpr, double[] TprInterval)
{
    public static AttackPower Of(double[] positive, double[] negative)
    {
        var auc = RocCurve.Area(positive, negative);
        var (hits, rate) = RocCurve.TruePositives(positive, negative, 0.01);
        return new AttackPower(auc, RocCurve.AreaInterval(auc, positive.Length, negative.Length), rate, RocCurve.ClopperPearson(hits, positive.Length));
    }
}
