namespace PSBackprop.Training.Schedules;

/// <summary>A half cosine wave after another, each a number of times as long as the one before (Loshchilov, Hutter 2017).</summary>
internal sealed class CosineRestartSchedule(int length, int growth, double minimum) : LearningRateSchedule
{
    public override double At(double rate, TrainingTime time)
    {
        long start = 0;
        long wave = length;
        while (time.Epoch >= start + wave)
        {
            start += wave;
            wave *= growth;
        }

        return CosineSchedule.Wave(rate, minimum, (double)(time.Epoch - start) / wave);
    }
}
