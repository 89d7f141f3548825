namespace PSBackprop;

/// <summary>The methods of update.</summary>
public enum OptimizerKind
{
    /// <summary>Adaptive moments (Kingma, Ba 2015).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov, Hutter 2019).</summary>
    AdamW,

    /// <summary>Adam with Nesterov's momentum (Dozat 2016).</summary>
    NAdam,

    /// <summary>Adam whose adaptive step is rectified in early steps (Liu et al. 2020).</summary>
    RAdam,

    /// <summary>Adam with the largest gradient in place of the mean square (Kingma, Ba 2015).</summary>
    AdaMax,

    /// <summary>Gradient descent, with momentum where one is given.</summary>
    Sgd,

    /// <summary>Steps divided by the root of all squared gradients so far (Duchi, Hazan, Singer 2011).</summary>
    AdaGrad,

    /// <summary>Steps in proportion to recent steps over recent gradients (Zeiler 2012).</summary>
    AdaDelta,

    /// <summary>Steps divided by the root of recent squared gradients (Tieleman, Hinton 2012).</summary>
    RmsProp,

    /// <summary>Steps of one size by the sign of a momentum (Chen et al. 2023).</summary>
    Lion,

    /// <summary>
    /// Each parameter's own step grows while the gradient keeps its sign (Riedmiller, Braun 1993). Takes all samples for each update unless
    /// a batch size is given.
    /// </summary>
    Rprop,

    /// <summary>
    /// A quasi-Newton method with a line search (Liu, Nocedal 1989): one step an epoch, with a gradient over all samples, until that is
    /// as good as zero.
    /// </summary>
    LBfgs,

    /// <summary>
    /// Gauss-Newton with damping (Hagan, Menhaj 1994), for squared errors on networks of up to 2000 parameters: one step an epoch, with a
    /// gradient over all samples, until that is as good as zero.
    /// </summary>
    LevenbergMarquardt,
}
