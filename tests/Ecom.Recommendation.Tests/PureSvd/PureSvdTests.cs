using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.PureSvd;
using MathNet.Numerics.LinearAlgebra;

namespace Ecom.Recommendation.Tests.PureSvd;

public class PureSvdTests
{
    [Fact]
    public void Scores_equal_those_of_an_exact_decomposition()
    {
        const int Factors = 3;
        var data = TestData.Random(2);
        using var model = new PureSvdFamily().Fit(data, Parameters.None.With("factors", Factors), TestData.Context);
        var x = Matrix<double>.Build.DenseOfArray(TestData.Binary(data.Observed));
        var v = x.Svd().VT.SubMatrix(0, Factors, 0, data.ItemCount).Transpose();
        var expected = x * v * v.Transpose();
        var scores = new float[data.ItemCount];
        for (var u = 0; u < data.Observed.UserCount; u++)
        {
            if (data.Observed.RowLength(u) == 0) continue;
            model.Score(UserHistory.Of(data.Observed, u), scores);
            for (var i = 0; i < scores.Length; i++) Assert.Equal(expected[u, i], scores[i], 1e-3);
        }
    }
}
